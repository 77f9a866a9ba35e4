import type { Contract } from "../contract/read-contract.ts";
import { responseFor } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "../checks/body-schema.ts";
import { asJson, type Json } from "../contract/read-document.ts";
import type { Violation } from "../result.ts";

/** The contract's own sentences about what a violation is about, and where they are. */
export function quoteContract(contract: Contract, { pointer, exchange }: Violation): string[] {
  const { response, operation } = exchange;
  if (!response) return [];
  const schema = schemaOf(operation, response);
  if (pointer.startsWith("/") && schema !== undefined) {
    const said = describeValue(contract, schema, jsonOf(response), pointer);
    return said.map((text) => `${text} (${schema}, ${pointer})`);
  }
  const declared = responseFor(operation, response.status);
  return declared && pointer === ""
    ? [`${paragraphsOf(declared.description)[0]} (${operation.operationId}, ${declared.status})`]
    : [];
}

/** What the contract says about a property, which need not be there, and what its object says about it. */
function describeValue(contract: Contract, schema: string, body: unknown, pointer: string): string[] {
  const place = pointer.slice(0, pointer.lastIndexOf("/"));
  const name = pointer
    .slice(place.length + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  const spots = walkBody(contract, schema, body, "all");
  const schemasAt = (at: string): Json[] =>
    spots.filter((spot) => spot.pointer === at).flatMap(({ schemas }) => schemas);
  const owners = schemasAt(place);
  const declared = owners.flatMap(({ properties }) => [asJson(asJson(properties)[name])]);
  const [own] = [...schemasAt(pointer), ...declared].flatMap(({ description }) => paragraphsOf(description));
  const beside = owners.flatMap(({ description }) => paragraphsOf(description));
  return [...(own === undefined ? [] : [own]), ...beside.filter((text) => text.includes(`\`${name}\``))];
}

function paragraphsOf(description: unknown): string[] {
  const paragraphs = typeof description === "string" ? description.trim().split(/\n\s*\n/) : [];
  return paragraphs.map((text) => text.replaceAll(/\s+/g, " "));
}
