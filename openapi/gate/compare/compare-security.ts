import { childPair, isNode, isSame, type Pair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareFields } from "./compare-fields.ts";

/** The schemes that one alternative needs together, each with its scopes. */
type Alternative = Record<string, unknown>;

/** Compares the ways to authenticate. A request needs to satisfy one of them. */
export function* compareSecurity(security: Pair): Findings {
  const [base, revision] = [alternativesOf(security.base.value), alternativesOf(security.revision.value)];

  const refused = base.filter((one) => !revision.some((other) => isEnough(one, other)));
  for (const one of refused) yield finding("security-tightened", security, labelOf(one));

  const accepted = revision.filter((one) => !base.some((other) => isEnough(one, other)));
  const isOpen = accepted.some((one) => Object.keys(one).length === 0);
  if (isOpen) return yield finding("security-dropped", security, "The operation");
  for (const one of accepted) yield finding("security-alternative-added", security, labelOf(one));
}

function alternativesOf(security: unknown): Alternative[] {
  const listed = Array.isArray(security) ? security.filter(isNode) : [];
  return listed.length > 0 ? listed : [{}];
}

/** Whether a request that satisfies `given` satisfies `needed` too. */
function isEnough(given: Alternative, needed: Alternative): boolean {
  return Object.entries(needed).every(([scheme, scopes]) => {
    const granted = new Set(Object.hasOwn(given, scheme) ? scopesOf(given[scheme]) : []);
    return Object.hasOwn(given, scheme) && scopesOf(scopes).every((scope) => granted.has(scope));
  });
}

function scopesOf(scopes: unknown): unknown[] {
  return Array.isArray(scopes) ? scopes : [];
}

function labelOf(alternative: Alternative): string {
  const parts = Object.entries(alternative).map(([scheme, scopes]) => [scheme, ...scopesOf(scopes)].join(" "));
  return parts.length > 0 ? `\`${parts.join(" + ")}\`` : "A request without a credential";
}

const wire = ["type", "scheme", "in", "name", "openIdConnectUrl", "flows", "oauth2MetadataUrl"];

/** Compares how a credential is sent. */
export function* compareSecurityScheme(scheme: Pair, name: string): Findings {
  for (const key of wire) {
    const field = childPair(scheme, key);
    if (!isSame(field)) yield finding("security-scheme-changed", field, `\`${key}\` of \`${name}\``);
  }
  yield* compareFields(scheme, wire);
}
