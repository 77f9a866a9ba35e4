import type { Exchange } from "../http/exchange.ts";
import { spellingsOf, toPattern } from "../http/redact.ts";
import type { ExchangeCheck } from "./check.ts";

/** Creates the check for the token that the server takes. A short one may be in a response by chance. */
export function createTokenNotEchoed(token: string | undefined, contractText: string): ExchangeCheck {
  const isTelling = token !== undefined && token.length >= 6 && !toPattern(token).test(contractText);
  const patterns = isTelling ? spellingsOf(token).map((spelling) => new RegExp(toPattern(spelling).source)) : [];
  const isIn = (text: string): boolean => patterns.some((pattern) => pattern.test(text));

  return {
    name: "token-not-echoed",
    severity: "error",
    rule: "A response does not contain the token of the request.",
    source: "RFC 6750, section 5.3",
    judge({ response }: Exchange) {
      const inHeaders = response!.headers.filter(([, value]) => isIn(value)).map(([name]) => name);
      const inBody = isIn(Buffer.from(response!.body).toString("utf8"));
      return [
        ...inHeaders.map((name) => ({ at: name, message: `The header \`${name}\` contains the token.` })),
        ...(inBody ? [{ message: "The body contains the token." }] : []),
      ];
    },
  };
}
