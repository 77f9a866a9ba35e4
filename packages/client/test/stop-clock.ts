import { afterEach, beforeEach, vi } from "vitest";

/** Stops the clock in every test of a file, so time only passes when the test says so, however slow the machine is. */
export function stopClock(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());
}

/** Lets time pass after the caller's next step. */
export function passLater(ms: number): void {
  // Whole milliseconds, as timers count them.
  setImmediate(() => void vi.advanceTimersByTimeAsync(Math.ceil(ms)));
}

/** For `onRetry`: the pause before the next attempt takes no time. */
export function passPause({ delayMs }: { delayMs: number }): void {
  passLater(delayMs);
}
