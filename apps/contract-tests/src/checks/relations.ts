import { type BrokenRelation, brokenRelations } from "@integrations-api/explain";
import type { Contract } from "../contract/read-contract.ts";
import { walkBody } from "../contract/walk-body.ts";
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
  judge: (exchange, contract) => findBroken(exchange, contract, "isStatus"),
};

export const relatedValues: ExchangeCheck = {
  name: "related-values",
  severity: "error",
  rule: "Values that the contract relates are equal.",
  source,
  impliedBy,
  judge: (exchange, contract) => findBroken(exchange, contract, "equals"),
};

export const timestampsInOrder: ExchangeCheck = {
  name: "timestamps-in-order",
  severity: "error",
  rule: "A date-time is not before the one that the contract names.",
  source,
  impliedBy,
  judge: (exchange, contract) => findBroken(exchange, contract, "notBefore"),
};

function findBroken(
  { response, operation }: Exchange,
  contract: Contract,
  relation: BrokenRelation["relation"],
): Finding[] {
  const schema = schemaOf(operation, response!);
  if (schema === undefined) return [];
  const spots = walkBody(contract, schema, jsonOf(response));
  return brokenRelations(spots, response!.status)
    .filter((broken) => broken.relation === relation)
    .map(({ pointer, message }) => ({ at: pointer, message: `\`${pointer}\` ${message}.` }));
}
