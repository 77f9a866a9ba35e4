import { valueAt } from "@integrations-api/scenarios";
import type { Contract } from "../contract/read-contract.ts";
import { asJson, type Json } from "../contract/read-document.ts";
import { parentOf, walkBody } from "../contract/walk-body.ts";
import type { Exchange } from "../http/exchange.ts";
import { jsonOf } from "../http/read-json.ts";
import { schemaOf } from "./body-schema.ts";
import type { ExchangeCheck, Finding } from "./check.ts";

const source = "`x-holds` in the schema of the response";
const impliedBy = ["body-schema"];

export const statusInBody: ExchangeCheck = {
  name: "status-in-body",
  severity: "error",
  rule: "A status in a body is that of the response.",
  source,
  impliedBy,
  judge: (exchange, contract) => brokenRelations(exchange, contract, ({ equals }) => equals === "$statusCode"),
};

export const relatedValues: ExchangeCheck = {
  name: "related-values",
  severity: "error",
  rule: "Values that the contract relates are equal.",
  source,
  impliedBy,
  judge: (exchange, contract) =>
    brokenRelations(exchange, contract, ({ equals }) => equals !== undefined && equals !== "$statusCode"),
};

export const timestampsInOrder: ExchangeCheck = {
  name: "timestamps-in-order",
  severity: "error",
  rule: "A date-time is not before the one that the contract names.",
  source,
  impliedBy,
  judge: (exchange, contract) => brokenRelations(exchange, contract, ({ notBefore }) => notBefore !== undefined),
};

function brokenRelations(
  { response, operation }: Exchange,
  contract: Contract,
  isMeant: (relation: Json) => boolean,
): Finding[] {
  const schema = schemaOf(operation, response!);
  if (schema === undefined) return [];
  const body = jsonOf(response);
  const related = walkBody(contract, schema, body).filter(({ schemas }) =>
    schemas.some((one) => one["x-holds"] !== undefined),
  );
  return related.flatMap(({ pointer, value, schemas }) => {
    const owner = asJson(valueAt(body, parentOf(pointer)));
    const relations = schemas.map((one) => asJson(one["x-holds"])).filter(isMeant);
    const broken = relations.filter((relation) => !isKept(value, relation, owner, response!.status));
    return broken.slice(0, 1).map((relation) => ({ at: pointer, message: `\`${pointer}\` ${describe(relation)}.` }));
  });
}

function describe({ equals, notBefore }: Json): string {
  if (equals === "$statusCode") return "is not the status of the response";
  return notBefore === undefined ? `does not equal \`${equals}\`` : `is before \`${notBefore}\``;
}

/** A relation is kept if one of its values is missing or null. */
function isKept(value: unknown, { equals, notBefore }: Json, owner: Json, status: number): boolean {
  const path = String(equals ?? notBefore);
  const other = path === "$statusCode" ? status : valueAt(owner, `/${path}`);
  if ([value, other].some((one) => one === null || one === undefined)) return true;
  if (notBefore === undefined) return toComparable(value) === toComparable(other);
  const [moment, earlier] = [Date.parse(String(value)), Date.parse(String(other))];
  return Number.isNaN(moment) || Number.isNaN(earlier) || moment >= earlier;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toComparable(value: unknown): string {
  return typeof value === "string" && uuid.test(value) ? JSON.stringify(value.toLowerCase()) : JSON.stringify(value);
}
