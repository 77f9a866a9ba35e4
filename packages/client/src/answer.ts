import type { Call } from "./call.ts";
import {
  type AnswerRecord,
  type AnyIntegrationsApiError,
  BadRequestError,
  type CallRecord,
  ForbiddenError,
  MalformedResponseError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
  UnexpectedStatusError,
} from "./errors.ts";

/** An answer that has been read to its end. */
export interface Answer {
  response: Response;
  text: string;
}

const errorByStatus = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The error that an answer is, or nothing for a good one: of an integration, that is an object with 200. */
export function errorOfAnswer(
  { what, isIntegration }: Call,
  { response, text }: Answer,
  record: AnswerRecord,
): AnyIntegrationsApiError | undefined {
  const { status, statusText, ok } = response;

  if (ok && (status === 200 || !isIntegration)) {
    const fault = status === 204 || status === 205 ? undefined : faultOfJson(response, text, isIntegration);
    return fault === undefined
      ? undefined
      : new MalformedResponseError(`${what} failed: the answer is ${fault}`, record);
  }
  const Known = errorByStatus[status as keyof typeof errorByStatus];
  const Error = Known ?? (status >= 500 ? ServerError : UnexpectedStatusError);
  return new Error(`${what} failed: ${`${status} ${statusText}`.trim()}`, record);
}

/** What is known of an answer. */
export function recordOf({ response, text }: Answer, call: CallRecord): AnswerRecord {
  const { status, headers, ok } = response;
  const parsed = ok ? undefined : parse(text);
  return {
    ...call,
    status,
    body: Object(parsed) === parsed ? (parsed as NonNullable<AnswerRecord["body"]>) : undefined,
    // The contract names no such header; these are the ones seen.
    requestId: headers.get("x-request-id") ?? headers.get("cf-ray") ?? undefined,
    retryAfter: toSeconds(headers.get("retry-after") ?? ""),
  };
}

function faultOfJson({ headers }: Response, text: string, isIntegration: boolean): string | undefined {
  const type = headers.get("content-type") ?? "untyped";
  if (!/^application\/([\w.-]+\+)?json *(;|$)/i.test(type)) return `no JSON but ${type}`;
  // The parser's own error would quote the body, which may hold secrets.
  const parsed = parse(text);
  if (parsed === undefined) return "empty or broken JSON";
  return isIntegration && !/^\s*\{/.test(text) ? "no JSON object" : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a `Retry-After` header, which is a number of seconds or a date. */
function toSeconds(header: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header);
  // A date of HTTP has a time, while `Date.parse` reads a date into `-1`, too.
  const date = header.includes(":") ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
