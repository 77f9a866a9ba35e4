import { setTimeout as wait } from "node:timers/promises";

/** At most `count` requests in any `ms` milliseconds. */
export interface Pace {
  count: number;
  ms: number;
}

/** Returns a function that waits until one more request may be sent. */
export function createPace({ count, ms }: Pace): (signal: AbortSignal) => Promise<void> {
  const sent: number[] = [];

  return async function takeTurn(signal) {
    const now = performance.now();
    while (sent.length > 0 && now - sent[0]! >= ms) sent.shift();
    if (sent.length >= count) await wait(ms - (now - sent[0]!), undefined, { signal });
    sent.push(performance.now());
    if (sent.length > count) sent.shift();
  };
}

/** Reads `100/10s`, `20/1` or `20`: requests and seconds. */
export function readPace(text: string): Pace | undefined {
  const [, count, seconds = "1"] = /^(\d{1,6})(?:\/(\d{1,4}(?:\.\d+)?)s?)?$/.exec(text.trim()) ?? [];
  const pace = { count: Number(count), ms: Number(seconds) * 1000 };
  return pace.count > 0 && pace.ms > 0 ? pace : undefined;
}
