import { STATUS_CODES } from "node:http";

import type { PlainResponse } from "@integrations-api/scenarios";

/** An error in the shape of the contract's error body, for what the contract does not speak of. */
export function plainError(status: number, message: string, headers: Record<string, string> = {}): PlainResponse {
  const body = { statusCode: status, error: STATUS_CODES[status] ?? "Error", message };
  return { status, headers: { "content-type": "application/json", ...headers }, text: JSON.stringify(body) };
}
