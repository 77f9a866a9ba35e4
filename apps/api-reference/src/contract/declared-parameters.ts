import type { CatalogueOperation } from "@integrations-api/scenarios";
import { asJson, follow, type Json, operationIn } from "./follow.ts";
import { toAnchor } from "./to-anchor.ts";

/** A parameter of an operation. */
export interface DeclaredParameter {
  /** Its address on the front page, with its place only if another one has the same name. */
  anchor: string;
  parameter: Json;
}

/** The parameters of an operation. Its own replace those of its path with the same name and place. */
export function declaredParameters(document: Json, operation: CatalogueOperation): DeclaredParameter[] {
  const item = follow(document, asJson(document["paths"])[operation.path]);
  const holders = [item, operationIn(document, operation)];
  const found = holders
    .flatMap(({ parameters }) => Object.values(asJson(parameters)))
    .map((one) => follow(document, one));
  const listed = [...new Map(found.map((one) => [`${String(one["in"])} ${String(one["name"])}`, one])).values()];
  return listed.map((parameter) => {
    const { name, in: place } = parameter;
    const isFirst = listed.find((one) => one["name"] === name) === parameter;
    const parts = [operation.operationId, ...(isFirst ? [] : [place]), name];
    return { anchor: parts.map((part) => toAnchor(String(part))).join("."), parameter };
  });
}
