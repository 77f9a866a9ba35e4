import { valueAt } from "@integrations-api/scenarios";
import { jsonOf } from "../http/read-json.ts";
import type { ExchangeCheck } from "./check.ts";
import { requestedValues } from "./requested-values.ts";

export const idEcho: ExchangeCheck = {
  name: "id-echo",
  severity: "error",
  rule: "A response is about the resource that was requested.",
  source: "`x-selects` on the parameter",
  judge({ response, operation, request }) {
    const body = jsonOf(response);
    if (response!.status >= 300 || body === undefined) return [];
    const requested = requestedValues(operation, request);
    return operation.parameters.flatMap(({ name, selects }) => {
      const value = selects === undefined ? undefined : valueAt(body, selects);
      if (selects === undefined || value === undefined || requested[name] === undefined) return [];
      if (String(value).toLowerCase() === requested[name].toLowerCase()) return [];
      return [{ at: selects, message: `\`${selects}\` is not the requested \`${name}\`.` }];
    });
  },
};
