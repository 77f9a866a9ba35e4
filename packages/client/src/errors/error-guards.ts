import {
  AbortError,
  type AnyIntegrationsApiError,
  ArgumentError,
  BadRequestError,
  DeadlineError,
  ForbiddenError,
  IntegrationsApiError,
  MalformedResponseError,
  NetworkError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  UnexpectedStatusError,
} from "./errors.ts";

/** Recognizes any error of this client. */
export function isIntegrationsApiError(error: unknown): error is AnyIntegrationsApiError {
  return error instanceof IntegrationsApiError;
}

/** Recognizes a 400. */
export function isBadRequestError(error: unknown): error is BadRequestError {
  return error instanceof BadRequestError;
}

/** Recognizes a 401. */
export function isUnauthorizedError(error: unknown): error is UnauthorizedError {
  return error instanceof UnauthorizedError;
}

/** Recognizes a 403. */
export function isForbiddenError(error: unknown): error is ForbiddenError {
  return error instanceof ForbiddenError;
}

/** Recognizes a 404. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return error instanceof NotFoundError;
}

/** Recognizes a 429. */
export function isRateLimitError(error: unknown): error is RateLimitError {
  return error instanceof RateLimitError;
}

/** Recognizes a status of 500 or above. */
export function isServerError(error: unknown): error is ServerError {
  return error instanceof ServerError;
}

/** Recognizes a status that has no class of its own or that the contract does not declare. */
export function isUnexpectedStatusError(error: unknown): error is UnexpectedStatusError {
  return error instanceof UnexpectedStatusError;
}

/** Recognizes a success that is not what the contract promises. */
export function isMalformedResponseError(error: unknown): error is MalformedResponseError {
  return error instanceof MalformedResponseError;
}

/** Recognizes a connection that failed or was lost. */
export function isNetworkError(error: unknown): error is NetworkError {
  return error instanceof NetworkError;
}

/** Recognizes an attempt that took too long. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return error instanceof TimeoutError;
}

/** Recognizes a call that exceeded its deadline over all attempts. */
export function isDeadlineError(error: unknown): error is DeadlineError {
  return error instanceof DeadlineError;
}

/** Recognizes a call that its caller ended. */
export function isAbortError(error: unknown): error is AbortError {
  return error instanceof AbortError;
}

/** Recognizes an invalid option or argument. */
export function isArgumentError(error: unknown): error is ArgumentError {
  return error instanceof ArgumentError;
}
