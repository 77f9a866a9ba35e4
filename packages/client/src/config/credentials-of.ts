import type { Credential, IntegrationConfig } from "../generated/contract.ts";

/**
 * Returns the ways to connect as one list, whether the vendor sent one credential or a map; empty if it was stripped.
 *
 * @example
 * for (const credential of credentialsOf(integration.config)) {
 *   if (credential.format === "oauth2") console.log(credential.config?.auth?.tokenHost);
 * }
 */
export function credentialsOf({ credentials }: Pick<IntegrationConfig, "credentials">): Credential[] {
  if (isCredential(credentials)) return [credentials];
  return Object.values(credentials ?? {}).filter(isCredential);
}

/** A map may also have a key `format`, but its value is not a string. */
function isCredential(value: unknown): value is Credential {
  return typeof Object(value).format === "string";
}
