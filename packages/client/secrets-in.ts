import { followRef, type Json } from "./follow-ref.ts";

/** Where secrets are below a schema: `true` for a secret itself. */
export type Secrets = true | { keys?: Record<string, Secrets>; others?: Secrets; items?: Secrets };

/** Finds the values that the contract marks as `x-secret`; the members of a union are merged. */
export function secretsIn(contract: Json, schema: unknown): Secrets | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const node = followRef(contract, schema);
  if (node["x-secret"] === true) return true;

  const properties = Object.entries(Object(node["properties"]));
  const keys = Object.fromEntries(
    properties.flatMap(([name, property]) => {
      const found = secretsIn(contract, property);
      return found ? [[name, found]] : [];
    }),
  );
  const others = secretsIn(contract, node["additionalProperties"]);
  const items = secretsIn(contract, node["items"]);
  const own = { ...(properties.length > 0 && { keys }), ...(others && { others }), ...(items && { items }) };

  const members = [node["oneOf"] ?? []].flat().map((member) => secretsIn(contract, member));
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
