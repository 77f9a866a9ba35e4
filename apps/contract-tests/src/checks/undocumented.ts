import { valueAt } from "@integrations-api/scenarios";
import { responseFor } from "../contract/read-contract.ts";
import { parentOf, walkBody } from "../contract/walk-body.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "./body-schema.ts";
import type { ExchangeCheck } from "./check.ts";

export const undocumentedProperty: ExchangeCheck = {
  name: "undocumented-property",
  severity: "warning",
  rule: "The contract describes every property of a body.",
  source: "the schema of the response",
  judge({ response, operation, purpose }, contract) {
    const schema = schemaOf(operation, response!);
    if (schema === undefined) return [];
    // The contract shows some in an example, to make readers ready for them.
    const shown = purpose.kind === "scenario" ? purpose.scenario.body : undefined;
    const unknown = walkBody(contract, schema, jsonOf(response)).filter(({ isUnknown }) => isUnknown);
    const pointers = new Set(unknown.map(({ pointer }) => pointer));
    return unknown
      .filter(({ pointer }) => !pointers.has(parentOf(pointer)) && valueAt(shown, pointer) === undefined)
      .map(({ pointer }) => ({ at: pointer, message: `The contract does not describe \`${pointer}\`.` }));
  },
};

/** Headers that HTTP defines for any response. */
const usual =
  /^(accept-ranges|access-control-.*|age|allow|alt-svc|cache-control|cache-status|connection|content-.*|cross-origin-.*|date|deprecation|etag|expires|keep-alive|last-modified|link|location|nel|origin-agent-cluster|permissions-policy|pragma|proxy-status|referrer-policy|report-to|reporting-endpoints|retry-after|server|server-timing|set-cookie|strict-transport-security|sunset|te|timing-allow-origin|traceparent|tracestate|trailer|transfer-encoding|upgrade|vary|via|warning|www-authenticate|x-.*|cf-.*)$/;

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
