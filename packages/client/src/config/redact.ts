import type { Integration } from "../generated/contract.ts";
import { type Secrets, secrets } from "../generated/secrets.ts";

const redacted = "[redacted]";
const template = /^\s*\{\{(?:(?!\}\}).)*\}\}\s*$/s;

/**
 * Copies an integration without the secrets that the contract marks, so you can log or show it. A value that is only a
 * template is kept.
 *
 * @example
 * console.log(redact(integration));
 */
export function redact(integration: Integration): Integration {
  return redactAt(integration, secrets) as Integration;
}

function redactAt(value: unknown, at: Secrets | undefined): unknown {
  if (at === undefined || value === null || value === undefined) return value;
  if (at === true) return typeof value === "string" && template.test(value) ? value : redacted;
  // A list where an object is declared may contain the same secrets.
  if (Array.isArray(value)) return value.map((item) => redactAt(item, at.items ?? at));
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, redactAt(child, childOf(at, key))]));
}

/** Matches keys in any letter case, because header names are case-insensitive. */
function childOf({ keys, others, items }: Exclude<Secrets, true>, key: string): Secrets | undefined {
  const known = Object.keys(keys ?? {}).find((name) => name.toLowerCase() === key.toLowerCase());
  return known === undefined ? (others ?? (keys ? undefined : items)) : keys?.[known];
}
