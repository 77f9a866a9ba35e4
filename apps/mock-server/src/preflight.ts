import type { IncomingMessage } from "node:http";
import type { Plan } from "./plan-answer.ts";

/** Lets a page of any origin call the API: the answer to the question a browser asks first. */
export function answerPreflight({ method, headers }: IncomingMessage, plan: Plan): Plan | undefined {
  if (method !== "OPTIONS" || plan.kind !== "plain" || plan.answer.status !== 204) return undefined;
  if (headers.origin === undefined || headers["access-control-request-method"] === undefined) return undefined;

  const asked = headers["access-control-request-headers"] ?? "";
  const allowed = /^[\w!#$%&'*+.^`|~, -]*$/.test(asked) ? asked : "";
  const { answer } = plan;
  return {
    ...plan,
    reason: "preflight",
    answer: {
      ...answer,
      headers: {
        ...answer.headers,
        "access-control-allow-methods": answer.headers["allow"] ?? "",
        ...(allowed && { "access-control-allow-headers": allowed }),
        "access-control-max-age": "600",
        vary: "access-control-request-headers",
      },
    },
  };
}
