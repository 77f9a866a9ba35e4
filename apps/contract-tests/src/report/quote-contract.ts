import type { Contract } from "../contract/read-contract.ts";
import { responseFor } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "../checks/body-schema.ts";
import { asJson } from "../contract/read-document.ts";
import type { Violation } from "../result.ts";

/** The contract's own sentences about what a violation is about, and where they are. */
export function quoteContract(contract: Contract, { pointer, exchange }: Violation): string[] {
  const { response, operation } = exchange;
  if (!response) return [];
  const schema = schemaOf(operation, response);
  if (pointer.startsWith("/") && schema !== undefined) {
    const said = describeValue(contract, schema, jsonOf(response), pointer);
    return said === undefined ? [] : [`${said} (${schema}, ${pointer})`];
  }
  const declared = responseFor(operation, response.status);
  return declared && pointer === ""
    ? [`${firstSentence(declared.description)} (${operation.operationId}, ${declared.status})`]
    : [];
}

/** The description of a property, which need not be there. */
function describeValue(contract: Contract, schema: string, body: unknown, pointer: string): string | undefined {
  const owner = pointer.slice(0, pointer.lastIndexOf("/"));
  const name = pointer
    .slice(owner.length + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  const spots = [...walkBody(contract, schema, body, "all")];
  const own = spots.filter((spot) => spot.pointer === pointer).flatMap(({ schemas }) => schemas);
  const declared = spots
    .filter((spot) => spot.pointer === owner)
    .flatMap(({ schemas }) => schemas.map((one) => asJson(asJson(one["properties"])[name])));
  const descriptions = [...own, ...declared].flatMap(({ description }) =>
    typeof description === "string" ? [description] : [],
  );
  return descriptions[0] === undefined ? undefined : firstSentence(descriptions[0]);
}

function firstSentence(text: string): string {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  return paragraph.replaceAll(/\s+/g, " ");
}
