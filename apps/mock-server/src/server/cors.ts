import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { PlainPlan } from "@integrations-api/scenarios";

/**
 * The response to the question that a browser asks first, if the request is one. A page of any origin may send any
 * request with cookies to any path, so the page itself hears if the path is wrong.
 */
export function planPreflight({ method, headers }: IncomingMessage): PlainPlan | undefined {
  const { origin, "access-control-request-method": asked, "access-control-request-headers": names = "" } = headers;
  if (method !== "OPTIONS" || origin === undefined || asked === undefined) return undefined;

  const response = {
    status: 204,
    headers: {
      ...allowOrigin(headers),
      ...(/^[\w-]+$/.test(asked) && { "access-control-allow-methods": asked }),
      ...(/^[\w!#$%&'*+.^`|~, -]+$/.test(names) && { "access-control-allow-headers": names }),
      "access-control-max-age": "600",
      vary: "origin, access-control-request-method, access-control-request-headers",
    },
    text: "",
  };
  return { kind: "plain", reason: "preflight", response };
}

/** Lets the page read a response with all its headers. With credentials, browsers do not take `*`. */
export function allowReading(headers: Record<string, string>, request: IncomingHttpHeaders): Record<string, string> {
  const vary = [headers["vary"], "origin"].filter(Boolean).join(", ");
  return {
    ...headers,
    ...allowOrigin(request),
    "access-control-expose-headers": Object.keys(headers).join(", "),
    vary,
  };
}

function allowOrigin({ origin }: IncomingHttpHeaders): Record<string, string> {
  if (origin === undefined) return { "access-control-allow-origin": "*" };
  return { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" };
}
