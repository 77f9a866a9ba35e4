import type { Contract } from "../contract/read-contract.ts";
import { responseFor } from "../contract/read-contract.ts";
import { parentOf, walkBody } from "../contract/walk-body.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "../checks/body-schema.ts";
import type { Violation } from "../result.ts";

/** The contract's own sentences about what a violation is about, and their field's address in the reference. */
export function quoteContract(contract: Contract, { pointer, exchange }: Violation): string[] {
  const { response, operation } = exchange;
  if (!response) return [];
  const schema = schemaOf(operation, response);
  if (pointer.startsWith("/") && schema !== undefined) {
    const body = jsonOf(response);
    const said = describeValue(contract, schema, body, pointer);
    const { anchor = schema } = contract.explain(body, { schema }).find((one) => one.pointer === pointer) ?? {};
    return said.map((text) => `${text} (${anchor})`);
  }
  const declared = responseFor(operation, response.status);
  return declared && pointer === ""
    ? [`${paragraphsOf(declared.description)[0]} (${operation.operationId}, ${declared.status})`]
    : [];
}

/** What the contract says about a value, which need not be there, and what it says about the value's object. */
function describeValue(contract: Contract, schema: string, body: unknown, pointer: string): string[] {
  const place = parentOf(pointer);
  const name = pointer
    .slice(place.length + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  const textsAt = (at: string): string[] =>
    walkBody(contract, schema, body)
      .filter((spot) => spot.pointer === at)
      .flatMap(({ schemas, others }) => [...schemas, ...others])
      .flatMap(({ description }) => paragraphsOf(description));
  return [...textsAt(pointer).slice(0, 1), ...textsAt(place).filter((text) => text.includes(`\`${name}\``))];
}

function paragraphsOf(description: unknown): string[] {
  const paragraphs = typeof description === "string" ? description.trim().split(/\n\s*\n/) : [];
  return paragraphs.map((text) => text.replaceAll(/\s+/g, " "));
}
