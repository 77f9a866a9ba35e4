import { valueAt } from "@integrations-api/scenarios";
import { declaredParameters } from "./declared-parameters.ts";
import { declaredResponses, isError } from "./declared-responses.ts";
import { namedExamples, operationIn } from "./follow.ts";
import type { Reference } from "./read-reference.ts";
import { toAnchor } from "./to-anchor.ts";

/** A part of a contract, and where the pages show it, from the root. */
type Address = [part: unknown, address: string];

/** Finds the address that shows a place of the contract, or else the next one above it. */
export type FindAddress = (pointer: string) => string | undefined;

export function createFindAddress(reference: Reference): FindAddress {
  const addresses = new Map(listAddresses(reference));
  return function find(pointer): string | undefined {
    const address = addresses.get(valueAt(reference.document, pointer));
    if (address !== undefined || pointer === "") return address;
    return find(pointer.slice(0, pointer.lastIndexOf("/")));
  };
}

/** Lists where the pages show fields, operations, parameters, responses and examples. */
export function listAddresses({ document, catalogue, sections }: Reference): Address[] {
  const examples = namedExamples(document);
  const schemas = sections.flatMap((section) => [section, ...section.fields]);
  return [
    ...schemas.map(({ schema, anchor }): Address => [schema, `index.html#${anchor}`]),
    ...catalogue.operations.flatMap((operation): Address[] => {
      const anchor = `index.html#${toAnchor(operation.operationId)}`;
      return [
        [operationIn(document, operation), anchor],
        ...declaredParameters(document, operation).map((one): Address => [one.parameter, `index.html#${one.anchor}`]),
        ...declaredResponses(document, operation).map(({ status, response }): Address => {
          return [response, isError(status) ? `errors/index.html#${status}` : anchor];
        }),
      ];
    }),
    ...catalogue.operations.flatMap(({ scenarios, defaults }) =>
      [...scenarios, ...defaults].map(({ name }): Address => [examples[name], `testing/index.html#${toAnchor(name)}`]),
    ),
  ];
}
