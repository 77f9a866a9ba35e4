import type { Answer } from "./shape-answer.ts";

/** Checks a factor for times. */
export function checkTimeScale(timeScale: number): void {
  if (Number.isFinite(timeScale) && timeScale >= 0) return;
  throw new TypeError(`Failed to read timeScale: ${timeScale} is not a number from 0 up.`);
}

/** Multiplies the delay of a response and the seconds of its `retry-after`. */
export function scaleTime(answer: Answer, timeScale: number): Answer {
  const { headers, delayMs } = answer;
  const seconds = headers["retry-after"];
  const isScaled = seconds !== undefined && /^\d+$/.test(seconds);
  const scaled = isScaled ? { "retry-after": String(Math.round(Number(seconds) * timeScale)) } : {};
  return { ...answer, headers: { ...headers, ...scaled }, delayMs: delayMs * timeScale };
}
