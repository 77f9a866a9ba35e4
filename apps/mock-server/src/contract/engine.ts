import type { IHttpRequest, IHttpResponse, ProblemJsonError } from "@stoplight/prism-http";
// Its parts, because its index also loads a proxy.
import mocker from "@stoplight/prism-http/dist/mocker/index.js";
import router from "@stoplight/prism-http/dist/router/index.js";
import { validateInput, validateSecurity } from "@stoplight/prism-http/dist/validator/index.js";
import type { Failure } from "@integrations-api/scenarios";
import { type Operation, readOperations } from "./read-operations.ts";

/** A contract as Prism reads it. No other file imports Prism. */
export interface Engine {
  /** The operation of a request, or the status that a request without one gets. */
  route(method: string, path: string): EngineOperation | 404 | 405;
  /** Whether a request may make Prism send requests of its own. */
  sendsCallbacks: boolean;
}

export interface EngineOperation {
  method: string;
  /** As in the contract. */
  path: string;
  /** The statuses, ranges and `default` that it declares. */
  statuses: string[];
  /** What of a request breaks the contract, its credentials first. */
  check(request: EngineRequest): Violation[];
  /** What the contract declares for a request. */
  respond(request: EngineRequest, wanted: Wanted): EngineResponse;
}

export interface EngineRequest {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** A JSON value, or the text of another media type. */
  body?: unknown;
}

export interface Violation extends Failure {
  /** 401 or 415, if the violation has a status of its own. */
  status?: number;
  /** What `www-authenticate` asks for. */
  challenges?: string[];
}

export interface Wanted {
  /** If there are any, the response is the error that the contract declares for them. */
  violations: Violation[];
  /** The media ranges that the request accepts. */
  accept: string;
  status?: number | undefined;
  /** The name of an example. */
  example?: string | undefined;
}

export type EngineResponse = DeclaredResponse | UndeclaredResponse;

export interface DeclaredResponse {
  kind: "declared";
  status: number;
  /** Without the media type. */
  headers: Record<string, string>;
  contentType?: string;
  body?: unknown;
}

/** The contract declares nothing that fits. */
export interface UndeclaredResponse {
  kind: "undeclared";
  status: number;
  message: string;
  headers: Record<string, string>;
}

type Asked = Parameters<typeof validateInput>[0];
type Diagnostic = Parameters<typeof mocker.default>[0]["input"]["validations"][number];

/** The severity of what makes a request invalid; Prism also reports warnings. */
const error = 0;

/** Prism expects a logger like pino's. The mock has a log of its own. */
const silent = new Proxy({}, { get: (_, name) => (name === "child" ? () => silent : () => undefined) }) as never;

/** @param contract an OpenAPI 3 document without references to other files */
export async function createEngine(contract: object): Promise<Engine> {
  const resources = await readOperations(contract);
  const operations = new Map(resources.map((resource) => [resource, toEngineOperation(resource)]));
  return {
    route(method, path) {
      const input = { method: toMethod(method), url: { path: wellEncoded(path) } };
      const routed = router.default({ resources, input });
      if ("right" in routed) return operations.get(routed.right)!;
      return Object(routed.left).status === 405 ? 405 : 404;
    },
    sendsCallbacks: resources.some(({ callbacks = [] }) => callbacks.length > 0),
  };
}

function toEngineOperation(resource: Operation): EngineOperation {
  return {
    method: resource.method.toUpperCase(),
    path: resource.path,
    statuses: resource.responses.map(({ code }) => code),

    check(request) {
      const asked = { resource, element: toInput(resource, request) };
      const results = [validateSecurity(asked), validateValues(asked)];
      const found = results.flatMap((result) => ("left" in result ? result.left : []));
      return found.filter(({ severity }) => severity === error).map(toViolation);
    },

    respond(request, { violations, accept, status, example }) {
      const config = {
        dynamic: false,
        mediaTypes: toMediaRanges(accept),
        ...(status !== undefined && { code: status }),
        ...(example !== undefined && { exampleKey: example }),
      };
      const input = { data: toInput(resource, request), validations: violations.map(toDiagnostic) };
      const mocked = mocker.default({ resource, input, config })(silent);
      return "left" in mocked ? toUndeclared(mocked.left) : toDeclared(mocked.right);
    },
  };
}

/** Prism throws on a value that it cannot read, such as one of style `matrix` without its semicolon. */
function validateValues(asked: Asked): ReturnType<typeof validateInput> {
  try {
    return validateInput(asked);
  } catch (thrown) {
    const { message } = thrown as Error;
    return { _tag: "Left", left: [{ severity: error, code: "unreadable", path: ["path"], message }] };
  }
}

const mediaRange =
  /(?:^|,)\s*([\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:\s*;\s*[\w-]+=(?:[\w!#$&^.+*-]+|"[^",]*"))*)\s*(?=,|$)/g;

/** Leaves out what is not a media range, on which Prism throws. */
function toMediaRanges(accept: string): string[] {
  const ranges = [...accept.matchAll(mediaRange)].map(([, range = ""]) => range);
  return ranges.length === 0 ? ["none/none"] : ranges;
}

function toInput({ method }: Operation, { path, query, headers, body }: EngineRequest): IHttpRequest {
  // Prism throws on a content type that is not one, even where there is no content.
  const { "content-type": _, ...withoutType } = headers;
  const url = { path: wellEncoded(path), query: groupByName(query) };
  return { method: toMethod(method), url, headers: body === undefined ? withoutType : headers, body };
}

function toMethod(method: string): IHttpRequest["method"] {
  // Prism's type has the methods that OpenAPI knows. It finds no operation for another one.
  return method.toLowerCase() as IHttpRequest["method"];
}

/** A path whose encoding is broken ends the process of Prism, so its percent signs count as text. */
function wellEncoded(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return path.replaceAll("%", "%25");
  }
}

function groupByName(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const [first = "", ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function toViolation({ path = [], code, message, tags }: Diagnostic): Violation {
  const [place = "body", ...rest] = path.map(String);
  const name = place === "body" ? rest.map((key) => `/${key}`).join("") : (rest[0] ?? "");
  // What is missing does not have a place of its own.
  const [, missing] = /^Request \w+ must have required property '(.+)'$/.exec(message) ?? [];
  const isMissingParameter = place !== "body" && name === "" && missing !== undefined;
  return {
    in: place,
    name: isMissingParameter ? missing : name,
    message: isMissingParameter ? "must be given" : message.replace(/^Request \w+ (parameter \S+ )?/, ""),
    ...((code === 401 || code === 415) && { status: code }),
    ...(tags && { challenges: tags }),
  };
}

function toDiagnostic({ in: place, name, message, status, challenges }: Violation): Diagnostic {
  const found = { severity: error, code: status ?? "invalid", path: [place, name], message };
  return challenges ? { ...found, tags: challenges } : found;
}

function toDeclared({ statusCode, headers = {}, body }: IHttpResponse): DeclaredResponse {
  const { "Content-type": contentType, ...others } = headers;
  // A header that Prism cannot make up is null.
  const known = Object.entries(others).filter(([, value]) => (value as unknown) !== null);
  return {
    kind: "declared",
    status: statusCode,
    headers: Object.fromEntries(known.map(([name, value]) => [name.toLowerCase(), String(value)])),
    ...(contentType !== undefined && { contentType }),
    body,
  };
}

function toUndeclared(failed: Error & Partial<ProblemJsonError>): UndeclaredResponse {
  const { status = 500, detail, message, additional } = failed;
  return { kind: "undeclared", status, message: detail ?? message, headers: Object(additional?.["headers"]) };
}
