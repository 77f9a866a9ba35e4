import { isDeepStrictEqual } from "node:util";
import { valueAt } from "@integrations-api/scenarios";
import type { Exchange } from "../http/exchange.ts";
import { jsonOf } from "../http/read-json.ts";
import type { HistoryCheck } from "./check.ts";
import { isStable, withoutLists } from "./same-answer-twice.ts";

type Found = ReturnType<HistoryCheck["compare"]>[number];

export const filterNarrows: HistoryCheck = {
  name: "filter-narrows",
  severity: "error",
  rule: "A filter leaves only the requested value in its list, and changes nothing else.",
  source: "`x-narrows` on the parameter",
  compare(exchanges) {
    const plain = exchanges.filter(({ purpose, response }) => purpose.kind === "known" && isSuccess(response?.status));
    const bodies = plain.map(({ response }) => jsonOf(response)).filter((body) => body !== undefined);
    const filtered = exchanges.filter(
      ({ purpose, response }) => purpose.kind === "filtered" && isSuccess(response?.status),
    );
    if (bodies.length === 0) return [];
    return [
      ...filtered.flatMap((exchange) => judgeFiltered(exchange, bodies, exchanges)),
      ...(filtered.length > 0 ? judgePlain(plain, exchanges) : []),
    ];
  },
};

function isSuccess(status = 0): boolean {
  return status >= 200 && status < 300;
}

function judgeFiltered(exchange: Exchange, plain: unknown[], exchanges: Exchange[]): Found[] {
  const { purpose, response, operation } = exchange;
  const body = jsonOf(response);
  if (purpose.kind !== "filtered" || body === undefined) return [];
  const { pointer, value, parameter } = purpose;
  const isInferred = operation.inferred.includes(`query ${parameter}`);
  const list = valueAt(body, pointer);
  const isSame = (one: unknown): boolean => String(one).toLowerCase() === value.toLowerCase();
  const lists = plain.map((one) => valueAt(one, pointer)).filter((one) => Array.isArray(one));
  if (!Array.isArray(list) || lists.length === 0) return [];

  const finding = (message: string, at = pointer): Found => ({ exchange, at, message, isInferred });
  if (list.some((one) => !isSame(one)))
    return [finding(`\`${pointer}\` contains other values than the requested one.`)];
  // A list that changes by itself does not tell whether the value belongs in it.
  if (lists.every((one) => one.some(isSame)) && list.length === 0)
    return [finding(`\`${pointer}\` does not contain the requested value, but does without the filter.`)];
  if (lists.every((one) => !one.some(isSame)) && list.length > 0)
    return [finding(`\`${pointer}\` contains the requested value, but does not without the filter.`)];
  if (list.length > 1) return [finding(`\`${pointer}\` contains the requested value more than once.`)];

  const rest = (one: unknown): unknown => withoutLists(one, [pointer]);
  if (!isStable(exchanges) || plain.some((one) => isDeepStrictEqual(rest(one), rest(body)))) return [];
  return [finding("The filter changes the rest of the body.", "")];
}

/** Without the filter, the list is whole again. */
function judgePlain(plain: Exchange[], exchanges: Exchange[]): Found[] {
  const pointers = exchanges.flatMap(({ purpose }) => (purpose.kind === "filtered" ? [purpose.pointer] : []));
  return [...new Set(pointers)].flatMap((pointer) => {
    const lists = plain.map((exchange) => ({ exchange, list: valueAt(jsonOf(exchange.response), pointer) }));
    const longest = Math.max(...lists.map(({ list }) => (Array.isArray(list) ? list.length : 0)));
    return lists
      .filter(({ list }) => Array.isArray(list) && list.length < longest)
      .slice(0, 1)
      .map(({ exchange }) => ({
        exchange,
        at: pointer,
        message: `\`${pointer}\` is shorter in this response without a filter than in others.`,
      }));
  });
}
