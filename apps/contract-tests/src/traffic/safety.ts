import type { Operation } from "../contract/read-contract.ts";
import type { Target } from "../target/target.ts";

/** Whether an operation changes nothing (RFC 9110, section 9.2.1). */
export function isSafe({ method }: Operation): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

/** Whether what an operation changes is on this machine, or someone gave a request for it. */
export function isUnsafeAllowed({ url, scenarios }: Target, operation: Operation): boolean {
  return isSafe(operation) || isLoopback(url) || operation.scenarios.some(({ name }) => scenarios.has(name));
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
