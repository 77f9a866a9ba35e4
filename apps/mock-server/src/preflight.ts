import type { IncomingMessage } from "node:http";
import type { Plan } from "@integrations-api/scenarios";

/** Lets a page of any origin call the API: the answer to the question a browser asks first. */
export function answerPreflight({ method, headers }: IncomingMessage, plan: Plan): Plan | undefined {
  if (method !== "OPTIONS" || plan.kind !== "plain" || plan.response.status !== 204) return undefined;
  if (headers.origin === undefined || headers["access-control-request-method"] === undefined) return undefined;

  const asked = headers["access-control-request-headers"] ?? "";
  const allowed = /^[\w!#$%&'*+.^`|~, -]*$/.test(asked) ? asked : "";
  const { response } = plan;
  return {
    ...plan,
    reason: "preflight",
    response: {
      ...response,
      headers: {
        ...response.headers,
        "access-control-allow-methods": response.headers["allow"] ?? "",
        ...(allowed && { "access-control-allow-headers": allowed }),
        "access-control-max-age": "600",
        vary: "access-control-request-headers",
      },
    },
  };
}
