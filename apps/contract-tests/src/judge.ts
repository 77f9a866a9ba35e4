import type { Check, Finding } from "./checks/check.ts";
import type { Checks, Stage } from "./checks/all-checks.ts";
import type { Contract } from "./contract/read-contract.ts";
import type { Exchange } from "./http/exchange.ts";
import { isPlainHttp } from "./http/purpose.ts";

/** A finding of a check about an exchange. */
export interface Judged {
  check: Check;
  exchange: Exchange;
  finding: Finding;
}

/** What is wrong with one exchange, and how far a violation of it reaches. */
export interface Verdict {
  found: Judged[];
  gates?: Stage["gates"];
}

export interface Judge {
  /** Judges one exchange by the checks that apply to it, once. */
  judgeExchange(exchange: Exchange): Verdict;
  /** Judges the exchanges one by one, and those of each operation as a whole. */
  judgeAll(exchanges: Exchange[]): Judged[];
}

export function createJudge(checks: Checks, contract: Contract): Judge {
  const verdicts = new WeakMap<Exchange, Verdict>();
  const judgeExchange = (exchange: Exchange): Verdict => {
    const verdict = verdicts.get(exchange) ?? judgeStages(exchange, checks, contract);
    verdicts.set(exchange, verdict);
    return verdict;
  };

  return {
    judgeExchange,
    judgeAll(exchanges) {
      const comparable = exchanges.filter((exchange) => judgeExchange(exchange).gates !== "history");
      return withoutImplied([
        ...exchanges.flatMap((exchange) => judgeExchange(exchange).found),
        ...judgeHistory(comparable, checks, contract),
      ]);
    },
  };
}

function judgeStages(exchange: Exchange, { stages }: Checks, contract: Contract): Verdict {
  const found: Judged[] = [];
  for (const { checks, gates, isPlainHttp: isAlways } of stages) {
    if (!isAlways && isPlainHttp(exchange.purpose)) continue;
    const ofStage = checks.flatMap((check) =>
      check.judge(exchange, contract).map((finding) => ({ check, exchange, finding })),
    );
    found.push(...ofStage);
    if (gates && ofStage.length > 0) return { found, gates };
  }
  return { found };
}

function judgeHistory(exchanges: Exchange[], { history }: Checks, contract: Contract): Judged[] {
  return contract.operations.flatMap((operation) => {
    const own = exchanges.filter((exchange) => exchange.operation === operation);
    return history.flatMap((check) =>
      check.compare(own, contract).map(({ exchange, ...finding }) => ({ check, exchange, finding })),
    );
  });
}

/** A server that does not ask for a token also takes a wrong one, and a text is not the status: each is one fault. */
function withoutImplied(judged: Judged[]): Judged[] {
  const isCause = (one: Judged, { check, exchange, finding }: Judged): boolean =>
    check.impliedBy?.includes(one.check.name) === true &&
    one.exchange.operation === exchange.operation &&
    one.exchange.response?.status === exchange.response?.status &&
    one.finding.at === finding.at;
  return judged.filter((implied) => !judged.some((one) => isCause(one, implied)));
}
