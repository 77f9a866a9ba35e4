import type { AnyIntegrationsApiError } from "./errors.ts";

/** A request about to be sent. Holds no header. */
export interface RequestEvent {
  method: string;
  url: string;
  /** 1 for the first. */
  attempt: number;
}

/** An answer that has arrived, its body included. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  requestId: string | undefined;
  /** Milliseconds since the call began. */
  elapsedMs: number;
}

/** A further attempt that is about to be waited for. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds until it. */
  delayMs: number;
  error: AnyIntegrationsApiError;
}

/** The error in which a call ends. */
export interface ErrorEvent {
  method: string;
  url: string;
  error: AnyIntegrationsApiError;
}

/** Watch calls. What a hook throws is ignored, and nothing waits for it. */
export interface Hooks {
  /** Before each request. */
  onRequest?: (event: RequestEvent) => void;
  /** After each answer. */
  onResponse?: (event: ResponseEvent) => void;
  /** Before each pause. */
  onRetry?: (event: RetryEvent) => void;
  /** When a call fails for good. */
  onError?: (event: ErrorEvent) => void;
}

/** Never fails, and need not be waited for. */
export async function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): Promise<void> {
  try {
    // A hook may be async all the same.
    await hook?.(event);
  } catch {
    // A hook only watches.
  }
}
