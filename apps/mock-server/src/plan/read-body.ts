import { MIMEType } from "node:util";
import { type Failure, isJson } from "@integrations-api/scenarios";
import type { MockRequest } from "./mock-request.ts";

export interface Body {
  /** A JSON value, or the text of another media type. */
  value?: unknown;
  failures: Failure[];
}

/** Reads the body of a request by its media type. */
export function readBody({ body, headers }: Pick<MockRequest, "body" | "headers">): Body {
  if (body === "") return { failures: [] };

  const { "content-type": contentType } = headers;
  const type = contentType === undefined ? "" : essenceOf(contentType);
  if (type === undefined)
    return { failures: [{ in: "header", name: "content-type", message: "must be a media type" }] };
  if (!isJson(type)) return { value: body, failures: [] };
  try {
    return { value: JSON.parse(body), failures: [] };
  } catch {
    return { failures: [{ in: "body", name: "", message: "must be JSON" }] };
  }
}

function essenceOf(contentType: string): string | undefined {
  try {
    return new MIMEType(contentType).essence;
  } catch {
    return undefined;
  }
}
