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

/** The error that an answer is, or nothing for a good one. */
export function errorOfAnswer(what: string, answer: Answer, record: AnswerRecord): AnyIntegrationsApiError | undefined {
  const { response, text } = answer;
  const { status, statusText, ok } = response;

  if (ok) {
    const fault = status === 204 || status === 205 ? undefined : faultOfJson(response, text);
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
    body: typeof parsed === "object" && parsed !== null ? (parsed as NonNullable<AnswerRecord["body"]>) : undefined,
    // The contract names no such header; these are the ones seen.
    requestId: headers.get("x-request-id") ?? headers.get("cf-ray") ?? undefined,
    retryAfter: toSeconds(headers.get("retry-after")),
  };
}

function faultOfJson({ headers }: Response, text: string): string | undefined {
  const type = headers.get("content-type");
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type ?? "")) return `no JSON but ${type ?? "untyped"}`;
  // The parser's own error would quote the body, which may hold secrets.
  return parse(text) === undefined ? "empty or broken JSON" : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a `Retry-After` header, which is a number of seconds or a date. */
function toSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header);

  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
