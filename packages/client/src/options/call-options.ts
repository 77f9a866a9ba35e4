/** Options of a single call. */
export interface CallOptions {
  /** Ends the call at any time, even during a pause. */
  signal?: AbortSignal | null | undefined;
  /**
   * The time limit for one attempt of this call in milliseconds, including its body.
   *
   * @default the client's `timeoutMs`
   */
  timeoutMs?: number | undefined;
  /**
   * How many times to retry this call after a transient failure. On POST and PATCH it also says that repeating the
   * request is safe, even if an earlier attempt may have been processed.
   *
   * @default the client's `retries`
   */
  retries?: number | undefined;
}

export interface GetIntegrationOptions extends CallOptions {
  /** A uuid. Narrows `installed_environment` to this environment; empty if the integration is not installed there. */
  environmentId?: string | undefined;
  /** Headers of this request, on top of the client's. `authorization` is refused. */
  headers?: Record<string, string> | undefined;
}
