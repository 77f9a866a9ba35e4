import type { Contract, Operation } from "../contract/read-contract.ts";
import { responseFor } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
import { headerOf, type ReceivedResponse } from "../http/exchange.ts";
import { isJsonType, jsonOf } from "../http/read-json.ts";
import type { ExchangeCheck } from "./check.ts";

export const bodySchema: ExchangeCheck = {
  name: "body-schema",
  severity: "error",
  rule: "A body keeps the schema that the contract declares for its status.",
  source: "the schema of the response",
  judge({ response, operation }, contract) {
    const declared = responseFor(operation, response!.status);
    if (declared?.contents.length === 0 && response!.body.length > 0)
      return [{ message: "The response has a body. The contract declares none." }];

    const schema = schemaOf(operation, response!);
    if (schema === undefined) return [];
    const body = jsonOf(response);
    return contract.checkBody(schema, body).map(({ pointer, message }) => ({
      at: pointer,
      message: `${pointer === "" ? "The body" : `\`${pointer}\``} ${message}.`,
      isInferred: isInferred(contract, schema, body, pointer),
    }));
  },
};

/** Where the schema of a response's body is, if the body is JSON. */
export function schemaOf(operation: Operation, response: ReceivedResponse): string | undefined {
  const type = headerOf(response, "content-type") ?? "";
  if (!isJsonType(type) || jsonOf(response) === undefined) return undefined;
  const contents = responseFor(operation, response.status)?.contents ?? [];
  const essence = (type.split(";")[0] ?? "").trim().toLowerCase();
  const fitting = contents.find((one) => one.contentType.toLowerCase().startsWith(essence)) ?? contents[0];
  return fitting?.schema;
}

function isInferred(contract: Contract, schema: string, body: unknown, pointer: string): boolean {
  for (const spot of walkBody(contract, schema, body)) {
    if (spot.pointer === pointer) return spot.schemas.some((one) => one["x-inferred"] !== undefined);
  }
  return false;
}
