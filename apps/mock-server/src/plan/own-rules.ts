import type { Failure, Match, Parameter } from "@integrations-api/scenarios";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What Prism accepts and a server does not: `urn:uuid:` before a uuid, and two values for one parameter. */
export function checkOwnRules({ operation, values }: Match, query: URLSearchParams): Failure[] {
  return operation.parameters.flatMap((parameter) => {
    const { in: place, name, schema } = parameter;
    const given = place === "path" ? [values[name]] : place === "query" ? query.getAll(name) : [];
    const [first, second] = given;
    if (first === undefined) return [];

    if (second !== undefined && isSingle(parameter)) return [{ in: place, name, message: "must be given once" }];
    if (Object(schema).format === "uuid" && !uuid.test(first))
      return [{ in: place, name, message: 'must match format "uuid"' }];
    return [];
  });
}

/** Whether only one value can be meant, which a schema with alternatives or references does not say. */
function isSingle({ schema }: Parameter): boolean {
  return ["string", "integer", "number", "boolean"].includes(Object(schema).type);
}
