import type { HistoryCheck } from "./check.ts";

export const headLikeGet: HistoryCheck = {
  name: "head-like-get",
  severity: "warning",
  rule: "`HEAD` gets the status of `GET`.",
  source: "RFC 9110, section 9.3.2",
  compare(exchanges) {
    const known = exchanges.find(({ purpose, response }) => purpose.kind === "known" && response)?.response;
    return exchanges
      .filter(({ purpose, response }) => purpose.kind === "head" && response)
      .filter(({ response }) => known && response!.status !== known.status && isOwn(response!.status))
      .map((exchange) => ({
        exchange,
        message: `\`HEAD\` gets ${exchange.response!.status}, \`GET\` gets ${known!.status}.`,
      }));
  },
};

/** Another check is about failures of the server, but not about a method that it does not have. */
function isOwn(status: number): boolean {
  return status < 500 || status === 501;
}
