export { type BrokenRelation, brokenRelations } from "./broken-relations.ts";
export { createExplainer, type DocumentExplainer, type Explainer } from "./create-explainer.ts";
export { explain, validate } from "./explain.ts";
export type { Explanation, Violation } from "./explanation.ts";
export type { SchemaName } from "./generated/contract.ts";
export type { FieldOutline, SchemaOutline } from "./outline.ts";
export type { OperationPlace, Place, SchemaPlace } from "./place.ts";
export type { Spot } from "./walk.ts";
