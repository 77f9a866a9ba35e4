import { childPairs, isAbsent, isSame, type Pair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import type { Rule } from "../policy.ts";

const texts = ["title", "summary", "description", "x-inferred"];
const documentation = ["tags", "externalDocs", "license", "contact", "termsOfService", "$comment"];
/** The extensions whose change alters what tools do. */
const steering = ["x-selects", "x-narrows", "x-holds", "x-scenario"];

/** Compares the fields that mean the same on every object. The caller compares those that it handles itself. */
export function* compareFields(pair: Pair, handled: readonly string[]): Findings {
  for (const [key, field] of childPairs(pair)) {
    if (handled.includes(key) || isSame(field)) continue;
    yield* compareField(key, field);
  }
}

/** Rates a field that differs. */
export function* compareField(key: string, field: Pair): Findings {
  yield finding(fieldRule(key, field), field, whatOf(key, field));
}

function fieldRule(key: string, { base, revision }: Pair): Rule {
  if (texts.includes(key)) return "text-changed";
  if (documentation.includes(key)) return "documentation-changed";
  if (key === "deprecated") return revision.value === true ? "deprecated-added" : "deprecated-removed";
  if (key === "x-secret") return revision.value === true ? "secret-added" : "secret-removed";
  if (steering.includes(key)) {
    if (isAbsent(base)) return "extension-added";
    return isAbsent(revision) ? "extension-removed" : "extension-changed";
  }
  return key.startsWith("x-") ? "other-extension-changed" : "unrated";
}

function whatOf(key: string, field: Pair): string {
  if (key === "deprecated") return nameOf(field.revision.pointer.replace(/\/deprecated$/, ""));
  return `\`${key}\``;
}

/** The last key of a pointer, for a sentence. */
export function nameOf(pointer: string): string {
  const last = pointer.slice(pointer.lastIndexOf("/") + 1);
  return `\`${last.replaceAll("~1", "/").replaceAll("~0", "~")}\``;
}
