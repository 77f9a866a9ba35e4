import { type Operation, responseFor } from "../contract/read-contract.ts";
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
    return walkBody(contract, schema, body).flatMap(({ pointer, fault, schemas }) => {
      if (!fault) return [];
      const message = `${pointer === "" ? "The body" : `\`${pointer}\``} ${fault.message}.`;
      return [{ at: pointer, message, isInferred: schemas.some((one) => one["x-inferred"] !== undefined) }];
    });
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
