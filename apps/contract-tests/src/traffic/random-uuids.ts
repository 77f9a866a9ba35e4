import fc from "fast-check";

/** Uuids that nothing has yet, always the same for a seed. */
export function randomUuids(seed: number, count: number): string[] {
  return fc.sample(fc.uuid({ version: 4 }), { seed, numRuns: count });
}

/** The uuid of zeros (RFC 9562, section 5.9), which some readers refuse. */
export const nilUuid = "00000000-0000-0000-0000-000000000000";

/** A uuid that a server takes for another one if it compares only a part. The end is the same: ids are often counted. */
export function similarUuid(uuid: string): string {
  return uuid.replace(/[^-](?=[^-]{11}$)/, (digit) => (digit === "0" ? "1" : "0"));
}
