import type { Spot } from "@integrations-api/explain";
import type { Contract } from "./read-contract.ts";

/** The values of a body, which several checks look at. */
const walked = new WeakMap<object, Map<string, Spot[]>>();

/** Lists the values of a body along the schema at a pointer, each object before its properties. */
export function walkBody({ walk }: Contract, schema: string, body: unknown): Spot[] {
  const known = walked.get(Object(body)) ?? new Map<string, Spot[]>();
  const spots = known.get(schema) ?? walk(body, { schema });
  walked.set(Object(body), known.set(schema, spots));
  return spots;
}

/** The pointer of the object or list that contains a value. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}
