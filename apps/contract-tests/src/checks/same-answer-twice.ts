import { isDeepStrictEqual } from "node:util";
import { applyPatch, valueAt } from "@integrations-api/scenarios";
import type { Contract } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
import type { Exchange } from "../http/exchange.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "./body-schema.ts";
import type { HistoryCheck } from "./check.ts";

export const sameAnswerTwice: HistoryCheck = {
  name: "same-answer-twice",
  severity: "error",
  rule: "The same request gets the same body, unless the resource was updated in between.",
  source: "RFC 9110, section 9.2.1",
  compare(exchanges, contract) {
    const plain = plainOf(exchanges);
    const changes = changesIn(plain);
    return changes
      .filter((index) => changes.includes(index + 1) || !isUpdate(plain, index, contract))
      .slice(0, 1)
      .map((index) => ({
        exchange: plain[index]!,
        message: "The body differs from that of an earlier response to the same request.",
      }));
  },
};

/** Whether an operation gave the same body for the same request each time, apart from lists with a filter. */
export function isStable(exchanges: Exchange[]): boolean {
  return changesIn(plainOf(exchanges)).length === 0;
}

const copies = new WeakMap<object, Map<string, unknown>>();

/** A copy without the lists that a filter narrows, which have a check of their own. */
export function withoutLists(body: unknown, pointers: string[]): unknown {
  const known = copies.get(Object(body)) ?? new Map<string, unknown>();
  const key = pointers.join(" ");
  const lists = pointers.filter((path) => valueAt(body, path) !== undefined);
  const copy = known.get(key) ?? lists.reduce((rest, path) => applyPatch(rest, [{ op: "remove", path }]), body);
  copies.set(Object(body), known.set(key, copy));
  return copy;
}

function plainOf(exchanges: Exchange[]): Exchange[] {
  return exchanges.filter(
    ({ purpose, response }) =>
      purpose.kind === "known" && response && response.status < 300 && jsonOf(response) !== undefined,
  );
}

function bodyOf({ operation, response }: Exchange): unknown {
  const filtered = operation.parameters.flatMap(({ narrows }) => narrows ?? []);
  return withoutLists(jsonOf(response), filtered);
}

/** The positions of the bodies that differ from the one before. */
function changesIn(plain: Exchange[]): number[] {
  const bodies = plain.map(bodyOf);
  return bodies.flatMap((body, index) => (index > 0 && !isDeepStrictEqual(bodies[index - 1], body) ? [index] : []));
}

/** Whether a time that the contract orders moved on. */
function isUpdate(plain: Exchange[], index: number, contract: Contract): boolean {
  const [before, now] = [timesOf(plain[index - 1]!, contract), timesOf(plain[index]!, contract)];
  return [...now].some(([pointer, time]) => time > (before.get(pointer) ?? time));
}

function timesOf({ operation, response }: Exchange, contract: Contract): Map<string, number> {
  const schema = schemaOf(operation, response!);
  const spots = schema === undefined ? [] : walkBody(contract, schema, jsonOf(response));
  const ordered = spots.filter(({ schemas }) => schemas.some((one) => Object(one["x-holds"]).notBefore !== undefined));
  return new Map(ordered.map(({ pointer, value }) => [pointer, Date.parse(String(value))]));
}
