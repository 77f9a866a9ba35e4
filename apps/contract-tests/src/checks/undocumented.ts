import { responseFor } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "./body-schema.ts";
import type { ExchangeCheck } from "./check.ts";

export const undocumentedProperty: ExchangeCheck = {
  name: "undocumented-property",
  severity: "warning",
  rule: "The contract describes every property of a body.",
  source: "the schema of the response",
  judge({ response, operation }, contract) {
    const schema = schemaOf(operation, response!);
    if (schema === undefined) return [];
    return [...walkBody(contract, schema, jsonOf(response))]
      .filter(({ isDeclared }) => !isDeclared)
      .map(({ pointer }) => ({ at: pointer, message: `The contract does not describe \`${pointer}\`.` }));
  },
};

/** Headers that HTTP defines for any response. */
const usual =
  /^(accept-ranges|access-control-.*|age|allow|alt-svc|cache-control|connection|content-.*|cross-origin-.*|date|etag|expires|keep-alive|last-modified|link|location|nel|permissions-policy|pragma|referrer-policy|report-to|reporting-endpoints|retry-after|server|server-timing|set-cookie|strict-transport-security|te|trailer|transfer-encoding|upgrade|vary|via|warning|www-authenticate|x-.*|cf-.*)$/;

export const undocumentedHeader: ExchangeCheck = {
  name: "undocumented-header",
  severity: "warning",
  rule: "The contract describes every header that is particular to the API.",
  source: "the headers of the response",
  judge({ response, operation }) {
    const declared = (responseFor(operation, response!.status)?.headers ?? []).map(({ name }) => name.toLowerCase());
    const names = [...new Set(response!.headers.map(([name]) => name))];
    return names
      .filter((name) => !usual.test(name) && !declared.includes(name))
      .map((name) => ({ at: name, message: `The contract does not describe the header \`${name}\`.` }));
  },
};
