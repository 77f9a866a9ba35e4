/** What a single call may set. */
export interface CallOptions {
  /** Ends the call at any moment, also during a pause. */
  signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds that one attempt of this call may take, its body included.
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
  /** Narrows `installed_environment` to this environment, or to none if the integration is not installed there. A uuid. */
  environmentId?: string | undefined;
  /** Headers of this request, on top of the client's. `authorization` is refused. */
  headers?: Record<string, string> | undefined;
}
