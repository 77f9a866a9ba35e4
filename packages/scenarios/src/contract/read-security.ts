import type { Credential, Parameter } from "./catalogue.ts";
import { asJson, followRef, type Json } from "./follow-ref.ts";

/** Reads how a request can authenticate: each requirement is one way, and needs all of its credentials. */
export function readSecurity(root: Json, requirements: unknown): Credential[][] {
  const schemes = asJson(asJson(root["components"])["securitySchemes"]);
  return Object.values(asJson(requirements)).map((requirement) =>
    Object.keys(asJson(requirement)).flatMap((name) => toCredentials(followRef(root, schemes[name]))),
  );
}

function toCredentials({ type, scheme, in: place, name }: Json): Credential[] {
  // A certificate is not in the request.
  if (type === "mutualTLS") return [];
  if (type === "apiKey" && (place === "query" || place === "cookie")) return [{ in: place, name: String(name) }];
  if (type === "apiKey") return [{ in: "header", name: String(name).toLowerCase() }];
  // OAuth 2.0 and OpenID Connect send a bearer token.
  const used = type === "http" ? String(scheme).toLowerCase() : "bearer";
  return [{ in: "header", name: "authorization", scheme: used }];
}

/** Whether a parameter is also declared as a credential. */
export function isCredential(parameter: Parameter, security: Credential[][]): boolean {
  const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
  return security.flat().some((credential) => credential.in === parameter.in && credential.name === name);
}
