/** Where secrets stand below a schema: `true` for a secret itself. */
export type Secrets = true | { keys?: Record<string, Secrets>; others?: Secrets; items?: Secrets };

type Schema = Record<string, unknown>;

/** Finds what the contract marks as `x-secret`, with the members of a union laid over each other. */
export function secretsIn(contract: Schema, schema: unknown): Secrets | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { $ref: ref, ...beside } = schema as Schema;
  if (typeof ref === "string") {
    const keys = ref.split("/").slice(1);
    return secretsIn(contract, { ...Object(keys.reduce((node, key) => Object(node)[key], contract)), ...beside });
  }
  if (beside["x-secret"] === true) return true;

  const properties = Object.entries(Object(beside["properties"]));
  const keys = Object.fromEntries(
    properties.flatMap(([name, property]) => {
      const found = secretsIn(contract, property);
      return found ? [[name, found]] : [];
    }),
  );
  const others = secretsIn(contract, beside["additionalProperties"]);
  const items = secretsIn(contract, beside["items"]);
  const own = { ...(properties.length > 0 && { keys }), ...(others && { others }), ...(items && { items }) };

  const members = [beside["oneOf"] ?? []].flat().map((member) => secretsIn(contract, member));
  return members.reduce(merge, Object.keys(own).length > 0 && hasSecret(own) ? own : undefined);
}

function hasSecret({ keys = {}, others, items }: Exclude<Secrets, true>): boolean {
  return Object.keys(keys).length > 0 || others !== undefined || items !== undefined;
}

function merge(one: Secrets | undefined, other: Secrets | undefined): Secrets | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one === true || other === true) return true;

  const names = [...new Set([...Object.keys(one.keys ?? {}), ...Object.keys(other.keys ?? {})])];
  const keys = Object.fromEntries(
    names.map((name) => [name, merge(one.keys?.[name] ?? one.others, other.keys?.[name] ?? other.others)]),
  );
  const others = merge(one.others, other.others);
  const items = merge(one.items, other.items);
  return {
    ...(names.length > 0 && { keys: keys as Record<string, Secrets> }),
    ...(others && { others }),
    ...(items && { items }),
  };
}
