import type { ErrorBody } from "./generated/contract.ts";

/** How a call went before it failed. */
export interface CallRecord {
  /** How many requests were sent. */
  attempts: number;
  /** Milliseconds from the call to its end, pauses included. */
  elapsedMs: number;
}

/** What is known of an answer. */
export interface AnswerRecord extends CallRecord {
  /** The HTTP status. */
  status: number;
  /** The parsed error body, where the answer had one. */
  body: ErrorBody | undefined;
  /** Names the request to the vendor: `x-request-id`, or `cf-ray`. */
  requestId: string | undefined;
  /** Seconds to wait before the next request, where the answer said so. */
  retryAfter: number | undefined;
}

/** The base of every error that this client throws. */
export abstract class IntegrationsApiError<Known extends CallRecord = CallRecord> extends Error implements CallRecord {
  abstract override readonly name: string;
  /** How many requests were sent. */
  declare readonly attempts: number;
  /** Milliseconds from the call to its end, pauses included. */
  declare readonly elapsedMs: number;

  constructor(message: string, known: Known, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, known);
  }
}

/** The base of the errors that are an answer themselves. */
abstract class AnswerError extends IntegrationsApiError<AnswerRecord> implements AnswerRecord {
  /** The HTTP status. */
  declare readonly status: number;
  /** The parsed error body, where the answer had one. */
  declare readonly body: ErrorBody | undefined;
  /** Names the request to the vendor: `x-request-id`, or `cf-ray`. */
  declare readonly requestId: string | undefined;
  /** Seconds to wait before the next request, where the answer said so. */
  declare readonly retryAfter: number | undefined;
}

/** 400: the request is malformed. The same request fails again. */
export class BadRequestError extends AnswerError {
  override readonly name = "BadRequestError";
}

/** 401: the token is missing, wrong or expired; a `token` function was asked once more before. */
export class UnauthorizedError extends AnswerError {
  override readonly name = "UnauthorizedError";
}

/** 403: the token's kind may not call this endpoint. */
export class ForbiddenError extends AnswerError {
  override readonly name = "ForbiddenError";
}

/** 404: no such integration, or not visible to this token. */
export class NotFoundError extends AnswerError {
  override readonly name = "NotFoundError";
}

/** 429: too many requests, and no retry was left or `retryAfter` is too long to wait. */
export class RateLimitError extends AnswerError {
  override readonly name = "RateLimitError";
}

/** 500 and above: the server or a gateway failed, after all retries. */
export class ServerError extends AnswerError {
  override readonly name = "ServerError";
}

/** Any other status. */
export class UnexpectedStatusError extends AnswerError {
  override readonly name = "UnexpectedStatusError";
}

/** A success that is not what the contract promises: no JSON, broken, empty, or no object. */
export class MalformedResponseError extends AnswerError {
  override readonly name = "MalformedResponseError";
}

/** No answer: the connection failed or broke off, after all retries. The `cause` says how. */
export class NetworkError extends IntegrationsApiError {
  override readonly name = "NetworkError";
}

/** No answer within `timeoutMs`, after all retries. */
export class TimeoutError extends IntegrationsApiError {
  override readonly name = "TimeoutError";
}

/**
 * No answer within `deadlineMs`, over all attempts and pauses; thrown at once where a 429 holds the client back for
 * longer. The `cause` is the last error before, or that 429.
 */
export class DeadlineError extends IntegrationsApiError {
  override readonly name = "DeadlineError";
}

/** The caller's `signal` ended the call. The `cause` is the signal's reason. */
export class AbortError extends IntegrationsApiError {
  override readonly name = "AbortError";
}

/** An option or argument is wrong; nothing was sent. */
export class ArgumentError extends IntegrationsApiError {
  override readonly name = "ArgumentError";

  constructor(message: string, cause?: unknown) {
    super(message, { attempts: 0, elapsedMs: 0 }, cause);
  }
}

/** Every error of this client, told apart by `name`. */
export type AnyIntegrationsApiError =
  | BadRequestError
  | UnauthorizedError
  | ForbiddenError
  | NotFoundError
  | RateLimitError
  | ServerError
  | UnexpectedStatusError
  | MalformedResponseError
  | NetworkError
  | TimeoutError
  | DeadlineError
  | AbortError
  | ArgumentError;
