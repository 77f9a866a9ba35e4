/** Writes a name of the contract as an id that links can lead to: a name may contain blanks. */
export function toAnchor(name: string): string {
  return encodeURIComponent(name);
}
