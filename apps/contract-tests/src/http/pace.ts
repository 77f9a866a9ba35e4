import { setTimeout as wait } from "node:timers/promises";

/** At most `count` requests in any `ms` milliseconds. */
export interface Pace {
  count: number;
  ms: number;
}

/** Returns a function that waits until one more request may be sent. */
export function createPace(pace: Pace): (signal: AbortSignal) => Promise<void> {
  const reserve = createSlots(pace);
  return async function takeTurn(signal) {
    const now = performance.now();
    const slot = reserve(now);
    if (slot > now) await wait(slot - now, undefined, { signal });
  };
}

/** Returns a function that reserves the next time at which a request may be sent, given the present one. */
export function createSlots({ count, ms }: Pace): (now: number) => number {
  const slots: number[] = [];
  return function reserve(now) {
    const slot = slots.length < count ? now : Math.max(now, slots.shift()! + ms);
    slots.push(slot);
    return slot;
  };
}

/** Reads `100/10s`, `20/1` or `20`: requests and seconds. */
export function readPace(text: string): Pace | undefined {
  const [, count, seconds = "1"] = /^(\d{1,6})(?:\/(\d{1,4}(?:\.\d+)?)s?)?$/.exec(text.trim()) ?? [];
  const pace = { count: Number(count), ms: Number(seconds) * 1000 };
  return pace.count > 0 && pace.ms > 0 ? pace : undefined;
}
