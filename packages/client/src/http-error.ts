/** Thrown for every answer that is not what was asked for. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The parsed body of the answer. */
  readonly body: unknown;

  constructor(what: string, { status, statusText, url }: Response, body: unknown) {
    super(`${what}: ${status} ${statusText} (GET ${url})`);
    this.status = status;
    this.body = body;
  }
}
