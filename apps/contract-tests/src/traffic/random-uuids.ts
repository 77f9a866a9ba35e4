import fc from "fast-check";

/** Uuids that nothing has yet, always the same for a seed. */
export function randomUuids(seed: number, count: number): string[] {
  return fc.sample(fc.uuid({ version: 4 }), { seed, numRuns: count });
}
