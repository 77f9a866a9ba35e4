import type { ShapedResponse } from "./shape-response.ts";

/** Throws unless a time scale is a finite number of at least 0. */
export function checkTimeScale(timeScale: number): void {
  if (Number.isFinite(timeScale) && timeScale >= 0) return;
  throw new TypeError(`Failed to read timeScale: ${timeScale} is not a number of at least 0.`);
}

/** Multiplies the delay of a response and the seconds of its `retry-after`. */
export function scaleTime(response: ShapedResponse, timeScale: number): ShapedResponse {
  const { headers, delayMs } = response;
  const seconds = headers["retry-after"];
  const isScaled = seconds !== undefined && /^\d+$/.test(seconds);
  const scaled = isScaled ? { "retry-after": String(Math.round(Number(seconds) * timeScale)) } : {};
  return { ...response, headers: { ...headers, ...scaled }, delayMs: delayMs * timeScale };
}
