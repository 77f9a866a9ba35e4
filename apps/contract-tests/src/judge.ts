import type { Check, Finding } from "./checks/check.ts";
import type { Checks } from "./checks/all-checks.ts";
import type { Contract } from "./contract/read-contract.ts";
import type { Exchange } from "./http/exchange.ts";
import { isPlainHttp } from "./http/purpose.ts";

/** A finding of a check about an exchange. */
export interface Judged {
  check: Check;
  exchange: Exchange;
  finding: Finding;
}

/** What is wrong with one exchange, by the checks that apply to it. */
export function judgeExchange(exchange: Exchange, { stages }: Checks, contract: Contract): Judged[] {
  const found: Judged[] = [];
  for (const { checks, isGate, isPlainHttp: isAlways } of stages) {
    if (!isAlways && isPlainHttp(exchange.purpose)) continue;
    const ofStage = checks.flatMap((check) =>
      check.judge(exchange, contract).map((finding) => ({ check, exchange, finding })),
    );
    found.push(...ofStage);
    if (isGate && ofStage.length > 0) break;
  }
  return found;
}

/** What is wrong with the exchanges of each operation as a whole. */
export function judgeHistory(exchanges: Exchange[], { history }: Checks, contract: Contract): Judged[] {
  return contract.operations.flatMap((operation) => {
    const own = exchanges.filter((exchange) => exchange.operation === operation);
    return history.flatMap((check) =>
      check.compare(own, contract).map(({ exchange, ...finding }) => ({ check, exchange, finding })),
    );
  });
}
