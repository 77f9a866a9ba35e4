import { responseFor } from "../contract/read-contract.ts";
import { headerOf } from "../http/exchange.ts";
import type { ExchangeCheck } from "./check.ts";

export const contentType: ExchangeCheck = {
  name: "content-type",
  severity: "error",
  rule: "A response has a media type that the contract declares for its status.",
  source: "the content of the response",
  judge({ response, operation }) {
    const declared = (responseFor(operation, response!.status)?.contents ?? []).map((one) => one.contentType);
    const received = headerOf(response!, "content-type");
    if (declared.length === 0 || declared.some((type) => isSame(type, received ?? ""))) return [];
    const message =
      received === undefined ? "The response has no `Content-Type`." : `The response is \`${essenceOf(received)}\`.`;
    return [{ at: "content-type", message: `${message} The contract declares ${declared.join(", ")}.` }];
  },
};

function isSame(declared: string, received: string): boolean {
  const [one, other] = [essenceOf(declared), essenceOf(received)];
  if (one === "*/*") return true;
  return one.endsWith("/*") ? other.startsWith(one.slice(0, -1)) : one === other;
}

function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
