import { asJson, follow, type Json, operationIn, parametersOf } from "./follow.ts";
import type { Reference } from "./read-reference.ts";
import { toAnchor } from "./to-anchor.ts";

/** A part of the contract that the vendor does not state. */
export interface Inference {
  name: string;
  /** Where the pages show it, from the root. */
  address: string;
  /** Why the contract states it all the same. */
  reason: string;
}

/** Lists what is marked as inferred: fields, parameters and responses. */
export function listInferences({ document, catalogue, sections }: Reference): Inference[] {
  const fields = sections.flatMap((section) => section.fields);
  const found = [
    ...fields.map(({ anchor, schema }) => ({ name: anchor, address: `index.html#${anchor}`, node: schema })),
    ...catalogue.operations.flatMap((operation) => {
      const { operationId } = operation;
      const declared = operationIn(document, operation);
      const responses = Object.entries(asJson(declared["responses"]));
      return [
        ...parametersOf(document, operation).map((parameter) => toPlace(operationId, parameter)),
        ...responses.map(([status, response]) => {
          return { name: status, address: `errors/index.html#${status}`, node: follow(document, response) };
        }),
      ];
    }),
  ];
  const inferred = found.map(({ node, ...place }) => ({ ...place, reason: node["x-inferred"] }));
  const stated = inferred.filter((one): one is Inference => typeof one.reason === "string");
  return [...new Map(stated.map((one) => [one.address, one])).values()];
}

function toPlace(operationId: string, node: Json): { name: string; address: string; node: Json } {
  const name = String(node["name"]);
  return { name, address: `index.html#${toAnchor(operationId)}.${toAnchor(name)}`, node };
}
