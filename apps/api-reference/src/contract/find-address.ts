import { valueAt } from "@integrations-api/scenarios";
import { asJson, follow, namedExamples, operationIn } from "./follow.ts";
import type { Reference } from "./read-reference.ts";
import { toAnchor } from "./to-anchor.ts";

/** Finds the address that shows a place of the contract, or else the next one above it. */
export type FindAddress = (pointer: string) => string | undefined;

/** Lists where the pages show the parts of a contract. Addresses start at the root. */
export function createFindAddress(reference: Reference): FindAddress {
  const addresses = new Map<unknown, string>([...schemaAddresses(reference), ...responseAddresses(reference)]);
  return function find(pointer): string | undefined {
    const address = addresses.get(valueAt(reference.document, pointer));
    if (address !== undefined || pointer === "") return address;
    return find(pointer.slice(0, pointer.lastIndexOf("/")));
  };
}

type Address = [place: unknown, address: string];

function schemaAddresses({ sections }: Reference): Address[] {
  return sections.flatMap((section) =>
    [section, ...section.fields].map(({ schema, anchor }): Address => [schema, `index.html#${anchor}`]),
  );
}

function responseAddresses({ document, catalogue }: Reference): Address[] {
  const responses = catalogue.operations.flatMap((operation): Address[] => {
    const declared = operationIn(document, operation);
    const anchor = `index.html#${toAnchor(operation.operationId)}`;
    const own = Object.entries(asJson(declared["responses"])).map(([status, response]): Address => {
      return [follow(document, response), /^[123]/.test(status) ? anchor : `errors/index.html#${status}`];
    });
    return [[declared, anchor], ...own];
  });
  const examples = Object.entries(namedExamples(document)).map(([name, example]): Address => {
    return [example, `testing/index.html#${toAnchor(name)}`];
  });
  return [...responses, ...examples];
}
