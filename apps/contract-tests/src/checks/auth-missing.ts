import type { Exchange } from "../http/exchange.ts";
import type { HistoryCheck } from "./check.ts";
import { isThrottled } from "./not-asked.ts";

export const authMissing: HistoryCheck = {
  name: "auth-missing",
  severity: "error",
  rule: "A request without credentials gets 401.",
  source: "the security of the operation",
  compare(exchanges) {
    const { fresh, known } = withoutToken(exchanges);
    const scenarios = exchanges.filter(
      ({ purpose: { kind, ...rest } }) =>
        kind === "scenario" &&
        "isMapped" in rest &&
        rest.isMapped &&
        rest.scenario.status === 401 &&
        rest.scenario.token === undefined,
    );
    return [...(fresh.length > 0 ? fresh : known), ...scenarios].filter(isWrong).map(toFinding);
  },
};

/** What remembers a response for requests with a token must not send it to others. */
export const authAfterValid: HistoryCheck = {
  name: "auth-after-valid",
  severity: "error",
  rule: "A request without credentials gets 401 even if the same URL was just requested with a token.",
  source: "RFC 9111, section 3.5",
  compare(exchanges) {
    const { fresh, known } = withoutToken(exchanges);
    return fresh.length === 0 || fresh.some(isWrong) ? [] : known.filter(isWrong).map(toFinding);
  },
};

function withoutToken(exchanges: Exchange[]): Record<"fresh" | "known", Exchange[]> {
  const isKnownUrl = ({ purpose }: Exchange): boolean => purpose.kind === "no-token" && purpose.isKnownUrl;
  const all = exchanges.filter(({ purpose, response }) => purpose.kind === "no-token" && response);
  return { fresh: all.filter((one) => !isKnownUrl(one)), known: all.filter(isKnownUrl) };
}

function isWrong(exchange: Exchange): boolean {
  const { response } = exchange;
  return response!.status !== 401 && !isThrottled(exchange);
}

function toFinding(exchange: Exchange): { exchange: Exchange; message: string } {
  return {
    exchange,
    message: `The request has no credentials, but the status is ${exchange.response!.status} instead of 401.`,
  };
}
