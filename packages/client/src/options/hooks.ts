import type { AnyIntegrationsApiError } from "../errors/errors.ts";
import type { BodyViolation } from "./validate.ts";

/** A request about to be sent, without its headers. */
export interface RequestEvent {
  method: string;
  url: string;
  /** 1 for the first. */
  attempt: number;
}

/** A response that has been read, including its body. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  requestId: string | undefined;
  /** Milliseconds since the call began. */
  elapsedMs: number;
}

/** A response whose JSON body breaks the contract. */
export interface ViolationsEvent extends ResponseEvent {
  /** In the order of the body. Values are not in them. */
  violations: readonly BodyViolation[];
}

/** A pause before another attempt. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until the next attempt. */
  delayMs: number;
  error: AnyIntegrationsApiError;
}

/** The error that ends a call. */
export interface CallErrorEvent {
  method: string;
  url: string;
  error: AnyIntegrationsApiError;
}

/** Functions that observe calls. Their errors are ignored, and calls do not wait for them. */
export interface Hooks {
  /** Called before each request. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each response. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called after each response in whose body `validate` finds violations, errors included. */
  onViolations?: ((event: ViolationsEvent) => void) | undefined;
  /** Called before each pause between attempts, but not if the pause would outlast the deadline. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Called when a call fails for good. */
  onError?: ((event: CallErrorEvent) => void) | undefined;
}

/** Calls a hook. Never rejects, so it does not need to be awaited. */
export async function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): Promise<void> {
  try {
    // A hook may be async, although its type does not say so.
    await hook?.(event);
  } catch {
    // A hook only observes.
  }
}
