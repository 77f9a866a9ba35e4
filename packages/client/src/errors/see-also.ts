import { referenceUrl } from "../generated/server.ts";

/**
 * Where the reference explains an error, for the end of its message. Empty unless the address of the reference was
 * configured when this package was built.
 *
 * @param status of a response that the contract declares
 */
export function seeAlso(name: string, status?: number): string {
  const words = name.replace(/Error$/, "").replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`);
  return referenceUrl && ` (see ${referenceUrl}/errors/index.html#${status ?? words.toLowerCase()})`;
}
