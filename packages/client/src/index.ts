export { credentialsOf } from "./config/credentials-of.ts";
export { redact } from "./config/redact.ts";
export { stepsOf } from "./config/steps-of.ts";
export type { ContractMethods } from "./contract-methods.ts";
export { createClient, type GetIntegrationResult, type IntegrationsClient } from "./create-client.ts";
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
} from "./errors/error-guards.ts";
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
} from "./errors/errors.ts";
export type { CallOptions, GetIntegrationOptions } from "./options/call-options.ts";
export type { ClientOptions, Fetch, FetchedResponse, FetchInit, TokenSource } from "./options/client-options.ts";
export type {
  CallErrorEvent,
  Hooks,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  ViolationsEvent,
} from "./options/hooks.ts";
export type { BodyPlace, BodyViolation, Validate } from "./options/validate.ts";
// One type per file in openapi/components/schemas; the list is generated with them.
export type * from "./generated/schemas.ts";
