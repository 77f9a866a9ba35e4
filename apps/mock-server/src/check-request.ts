import type { Failure, Match, Parameter } from "@integrations-api/scenarios";
import type { Engine } from "./engine.ts";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Every value of a request that breaks the contract, each once. */
export async function checkRequest(
  engine: Engine,
  match: Match,
  query: URLSearchParams,
  headers: Record<string, string>,
): Promise<Failure[]> {
  const own = missedByPrism(match, query);
  const found = await engine.validate(match, query, headers);
  return [...own, ...found.filter(({ name }) => !own.some((failure) => failure.name === name))];
}

/** Prism accepts a value with `urn:uuid:` in front as a uuid, and any parameter without a value. */
function missedByPrism({ operation, values }: Match, query: URLSearchParams): Failure[] {
  return operation.parameters.flatMap((parameter) => {
    const given = parameter.in === "path" ? [values[parameter.name] ?? ""] : query.getAll(parameter.name);
    if (parameter.in === "header" || given.length === 0) return [];

    const { in: place, name } = parameter;
    if (given.length > 1 && !isList(parameter)) return [{ in: place, name, message: "must be given once" }];
    if (isUuid(parameter) && !uuid.test(given[0] ?? ""))
      return [{ in: place, name, message: 'must match format "uuid"' }];
    return [];
  });
}

function isUuid({ schema }: Parameter): boolean {
  return Object(schema).format === "uuid";
}

function isList({ schema }: Parameter): boolean {
  return Object(schema).type === "array";
}
