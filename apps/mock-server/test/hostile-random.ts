/** A source of chance that says the same again for the same seed. */
export interface Random {
  /** A whole number from 0 up to, but without, the limit. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Whether something that happens once in so many times happens now. */
  oneIn(times: number): boolean;
  hex(length: number): string;
  uuid(): string;
}

/** Mulberry32: small, and good enough to mix requests. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join("");
  return {
    below,
    hex,
    pick: (values) => values[below(values.length)]!,
    oneIn: (times) => below(times) === 0,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
