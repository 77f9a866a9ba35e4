import type { ErrorBody } from "../generated/contract.ts";
import { read, toPlainError } from "./plain-error.ts";
import type { BodyViolation } from "../options/validate.ts";
import type { CallRecord, ResponseRecord } from "./records.ts";

// Registered globally, so a second copy of this package recognizes the errors of the first.
const brand = Symbol.for("@integrations-api/client/error");

/** The type that `instanceof` narrows to: for the base class, the union, so `name` tells its members apart. */
type Narrowed<Instance> = IntegrationsApiError extends Instance ? AnyIntegrationsApiError : Instance;

/**
 * The base of every error that this client throws. `instanceof` also recognizes errors from another copy of this
 * package.
 *
 * @example
 * if (error instanceof IntegrationsApiError) console.error(error.name, error.status, error.requestId);
 */
export abstract class IntegrationsApiError extends Error implements CallRecord {
  declare readonly name: AnyIntegrationsApiError["name"];
  /** The number of requests sent. */
  readonly attempts: number;
  /** Milliseconds from the start of the call to its end, pauses included. */
  readonly elapsedMs: number;
  /** The HTTP status, only on an error that is itself a response. */
  declare readonly status?: number | undefined;
  /** The parsed error body, if there was one. */
  declare readonly body?: ErrorBody | undefined;
  /** Identifies the request to the vendor: `x-request-id`, or else `cf-ray`. */
  declare readonly requestId?: string | undefined;
  /** Seconds to wait before the next request, if known. */
  declare readonly retryAfter?: number | undefined;

  constructor(message: string, { attempts, elapsedMs }: CallRecord, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.attempts = attempts;
    this.elapsedMs = elapsedMs;
  }

  static override [Symbol.hasInstance]<Instance>(
    this: abstract new (...parameters: never) => Instance,
    value: unknown,
  ): value is Narrowed<Instance> {
    const { prototype } = this as unknown as { prototype: IntegrationsApiError };
    // A subclass defined elsewhere does not have its own name here, so the default check applies.
    if (!Object.hasOwn(prototype, "name")) return Function.prototype[Symbol.hasInstance].call(this, value);
    if (read(value, brand) !== true) return false;
    return prototype === IntegrationsApiError.prototype || read(value, "name") === prototype.name;
  }

  /** For `JSON.stringify` and loggers, which leave out an error's message and cause. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    // An abort reason may be anything, such as an object that contains itself.
    const isOwn = cause === undefined || cause instanceof IntegrationsApiError;
    const plain = isOwn ? undefined : toPlainError(cause, String);
    const shown = plain ? { name: plain.name, message: plain.message, code: plain.code } : cause;
    return { name, message, ...(this as object), cause: shown };
  }
}

/** The base of the errors that are themselves a response. */
abstract class ResponseError extends IntegrationsApiError implements ResponseRecord {
  override readonly status: number;
  override readonly body: ErrorBody | undefined;
  override readonly requestId: string | undefined;
  override readonly retryAfter: number | undefined;

  constructor(message: string, record: ResponseRecord, cause?: unknown) {
    super(message, record, cause);
    this.status = record.status;
    this.body = record.body;
    this.requestId = record.requestId;
    this.retryAfter = record.retryAfter;
  }
}

/** 400: the request is malformed. The same request fails again. */
export class BadRequestError extends ResponseError {
  declare readonly name: "BadRequestError";
}

/** 401: the token is missing, wrong or expired. A `token` function was called again first. */
export class UnauthorizedError extends ResponseError {
  declare readonly name: "UnauthorizedError";
}

/** 403: the token's kind may not call this endpoint. */
export class ForbiddenError extends ResponseError {
  declare readonly name: "ForbiddenError";
}

/** 404: the integration does not exist or is not visible to this token. */
export class NotFoundError extends ResponseError {
  declare readonly name: "NotFoundError";
}

/** 429: too many requests, and either no retry was left or `retryAfter` is too long to wait. */
export class RateLimitError extends ResponseError {
  declare readonly name: "RateLimitError";
}

/** 500 and above: the server or a gateway failed, after all retries. */
export class ServerError extends ResponseError {
  declare readonly name: "ServerError";
}

/** A status that has no class of its own, or that the contract does not declare for this call, 2xx and 3xx included. */
export class UnexpectedStatusError extends ResponseError {
  declare readonly name: "UnexpectedStatusError";
}

/**
 * A success whose body is not what the contract promises: not JSON, broken, empty or of the wrong JSON type. With
 * `strict`, also one that breaks a rule of the contract.
 */
export class MalformedResponseError extends ResponseError {
  declare readonly name: "MalformedResponseError";
  /** What `validate` found, with `strict`. Values are not in it. */
  declare readonly violations?: readonly BodyViolation[] | undefined;

  constructor(
    message: string,
    record: ResponseRecord & { violations?: readonly BodyViolation[] | undefined },
    cause?: unknown,
  ) {
    super(message, record, cause);
    if (record.violations) this.violations = record.violations;
  }
}

/** No response: the connection failed or was lost, after all retries. `cause` has the reason and its `code`. */
export class NetworkError extends IntegrationsApiError {
  declare readonly name: "NetworkError";
}

/** No response within `timeoutMs`, after all retries. */
export class TimeoutError extends IntegrationsApiError {
  declare readonly name: "TimeoutError";
}

/**
 * No response within `deadlineMs`, over all attempts and pauses. Thrown at once if a pause would outlast the deadline,
 * or if a 429 holds this client back beyond it: `retryAfter` is then the seconds until the next request may be sent.
 * `cause` is the previous error, or that 429.
 */
export class DeadlineError extends IntegrationsApiError {
  declare readonly name: "DeadlineError";
  declare readonly retryAfter?: number | undefined;

  constructor(message: string, record: CallRecord & { retryAfter?: number | undefined }, cause?: unknown) {
    super(message, record, cause);
    if (record.retryAfter !== undefined) this.retryAfter = record.retryAfter;
  }
}

/** The caller's `signal` ended the call. `cause` is the signal's reason. */
export class AbortError extends IntegrationsApiError {
  declare readonly name: "AbortError";
}

/** An option or argument is invalid; nothing was sent. */
export class ArgumentError extends IntegrationsApiError {
  declare readonly name: "ArgumentError";

  constructor(message: string, cause?: unknown) {
    super(message, { attempts: 0, elapsedMs: 0 }, cause);
  }
}

/** Every error of this client; `name` tells them apart. */
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

const classes = {
  IntegrationsApiError,
  BadRequestError,
  UnauthorizedError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnexpectedStatusError,
  MalformedResponseError,
  NetworkError,
  TimeoutError,
  DeadlineError,
  AbortError,
  ArgumentError,
};
for (const [name, { prototype }] of Object.entries(classes)) {
  // Set explicitly, because minifiers rename classes; on the prototype, so inspecting an error does not list them.
  Object.defineProperties(prototype, { name: { value: name }, [brand]: { value: true } });
}
