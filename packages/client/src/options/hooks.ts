import type { AnyIntegrationsApiError } from "../errors/errors.ts";

/** A request about to be sent, without its headers. */
export interface RequestEvent {
  method: string;
  url: string;
  /** 1 for the first. */
  attempt: number;
}

/** A response that has been read, its body included. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  requestId: string | undefined;
  /** Milliseconds since the call began. */
  elapsedMs: number;
}

/** A pause before another attempt. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until the next attempt. */
  delayMs: number;
  error: AnyIntegrationsApiError;
}

/** The error with which a call ends. */
export interface CallErrorEvent {
  method: string;
  url: string;
  error: AnyIntegrationsApiError;
}

/** Functions that watch calls. What they throw is ignored, and nothing waits for them. */
export interface Hooks {
  /** Called before each request. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each response. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called before each pause that is waited for. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Called when a call fails for good. */
  onError?: ((event: CallErrorEvent) => void) | undefined;
}

/** Calls a hook. Never fails, and need not be waited for. */
export async function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): Promise<void> {
  try {
    // A hook may be async all the same.
    await hook?.(event);
  } catch {
    // A hook only watches.
  }
}
