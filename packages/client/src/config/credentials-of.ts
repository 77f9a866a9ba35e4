import type { Credential, IntegrationConfig } from "../generated/contract.ts";

/**
 * The ways to connect as one list, whether the vendor sent one credential or a map; empty where they were stripped.
 *
 * @example
 * for (const credential of credentialsOf(integration.config)) {
 *   if (credential.format === "oauth2") console.log(credential.config?.auth?.tokenHost);
 * }
 */
export function credentialsOf({ credentials }: Pick<IntegrationConfig, "credentials">): Credential[] {
  if (credentials === undefined || credentials === null) return [];
  if (isCredential(credentials)) return [credentials];
  return Object.values(credentials).filter(isCredential);
}

/** A map may have a key `format` too, but no text in it. */
function isCredential(value: object): value is Credential {
  return typeof value === "object" && value !== null && "format" in value && typeof value.format === "string";
}
