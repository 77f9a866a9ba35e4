export type { ClientOptions, TokenSource } from "./client-options.ts";
export {
  createClient,
  type GetIntegrationOptions,
  type GetIntegrationResult,
  type IntegrationsClient,
} from "./create-client.ts";
export { credentialsOf } from "./credentials-of.ts";
export {
  AbortError,
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
  type AnyIntegrationsApiError,
} from "./errors.ts";
export {
  isAbortError,
  isArgumentError,
  isBadRequestError,
  isDeadlineError,
  isForbiddenError,
  isIntegrationsApiError,
  isMalformedResponseError,
  isNetworkError,
  isNotFoundError,
  isRateLimitError,
  isServerError,
  isTimeoutError,
  isUnauthorizedError,
  isUnexpectedStatusError,
} from "./error-guards.ts";
export type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.ts";
export { redact } from "./redact.ts";
export { stepsOf } from "./steps-of.ts";
// The names of the contract's types follow the files in openapi/components/schemas, so no list of them stands here.
export type * from "./generated/contract.ts";
