import { headerOf } from "../http/exchange.ts";
import type { ExchangeCheck } from "./check.ts";

export const allowOn405: ExchangeCheck = {
  name: "allow-on-405",
  severity: "error",
  rule: "A 405 lists the methods of the path in `Allow`.",
  source: "RFC 9110, section 15.5.6",
  judge({ response, operation, request }) {
    if (response!.status !== 405) return [];
    const allow = headerOf(response!, "allow");
    const finding = (message: string): [{ at: string; message: string }] => [{ at: "allow", message }];
    if (allow === undefined) return finding("A 405 has no `Allow` header.");

    const methods = allow.split(",").map((method) => method.trim());
    if (methods.includes(request.method)) return finding(`\`Allow\` lists ${request.method}, which was just refused.`);
    const missing = operation.siblings.filter((method) => !methods.includes(method));
    return missing.length === 0 ? [] : finding(`\`Allow\` does not list ${missing.join(", ")}.`);
  },
};
