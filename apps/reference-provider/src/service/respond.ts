import { hash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import {
  type CatalogueOperation,
  checkHeaders,
  checkParameters,
  type Match,
  negotiate,
  planNotAcceptable,
  plainError,
  plainFailures,
  type PlainResponse,
  readTarget,
  routeRequest,
  type ScenarioRequest,
  tokenOf,
} from "@integrations-api/scenarios";
import type { Finding, Question } from "../database/find-integration.ts";
import type { ReadDatabase } from "../database/read-database.ts";
import { limitHeaders } from "./limit-headers.ts";
import type { Allowance, RateLimit } from "./rate-limit.ts";
import type { LoggedRequest } from "./request-log.ts";
import { toBody, toQuestion } from "./served-operation.ts";

export interface Serving {
  operation: CatalogueOperation;
  database: Pick<ReadDatabase, "find">;
  /** Missing if there is no limit. */
  rateLimit: RateLimit | undefined;
}

/** A response, and what the log says about it. */
export interface Answer extends Pick<LoggedRequest, "operation" | "parameters" | "token_id" | "reason"> {
  response: PlainResponse;
}

/** Responds in the order of the contract's errors: path, method, token, values, limit, and whether it is visible. */
export async function respond(message: IncomingMessage, serving: Serving): Promise<Answer> {
  const { operation } = serving;
  const request = toRequest(message);
  const route = routeRequest({ operations: [operation] }, request);
  if (route.kind === "plain") return { response: route.response, reason: route.reason };

  const failures = [...checkHeaders(message), ...checkParameters(route.match, request)];
  const invalid = failures.length > 0 ? plainFailures(failures) : undefined;
  const decision = await decide({ match: route.match, request, invalid }, serving);
  const { response, allowance, ...logged } = decision;
  const headers = { ...response.headers, ...(allowance && limitHeaders(operation, response.status, allowance)) };
  return {
    ...logged,
    operation: operation.operationId,
    ...(!invalid && { parameters: toParameters(route.match, request) }),
    response: { ...response, headers },
  };
}

function toRequest({ method = "GET", url = "/", headers }: IncomingMessage): ScenarioRequest {
  const { path, search } = readTarget(url);
  // Node has lists only for `set-cookie`, which no request has.
  return { method, path, query: new URLSearchParams(`?${search}`), headers: headers as ScenarioRequest["headers"] };
}

interface Asked {
  match: Match;
  request: ScenarioRequest;
  /** The response to the request's values, if they break the contract. */
  invalid: PlainResponse | undefined;
}

interface Decision extends Pick<Answer, "response" | "reason" | "token_id"> {
  allowance?: Allowance | undefined;
}

async function decide(
  { match, request, invalid }: Asked,
  { operation, database, rateLimit }: Serving,
): Promise<Decision> {
  const token = tokenOf(operation, request);
  if (token === undefined) return { response: unauthorized(operation), reason: "no token" };
  const tokenHash = hash("sha256", token, "buffer");
  const key = tokenHash.toString("base64");
  const exceeded = rateLimit?.exceeded(key);
  if (exceeded && invalid) return { response: invalid, reason: breaksContract, allowance: exceeded };
  if (exceeded) return { response: tooManyRequests(exceeded), reason: "limit", allowance: exceeded };

  // With an invalid id, the statement only looks for the token.
  const question: Question = { tokenHash, ...(!invalid && toQuestion(match, request.query)) };
  const finding = await database.find(question);
  if (!finding) return { response: unauthorized(operation), reason: "token is not valid" };
  const { kind, token_id } = finding;
  if (kind !== "api") return { response: plainError(403, wrongKind), reason: "kind of token", token_id };

  const allowance = await rateLimit?.count(key);
  if (invalid) return { response: invalid, reason: breaksContract, token_id, allowance };
  if (allowance?.isExceeded) return { response: tooManyRequests(allowance), reason: "limit", token_id, allowance };
  return { ...toResult(finding, operation, request.headers["accept"]), token_id, allowance };
}

const breaksContract = "request breaks the contract";
const wrongKind = "This kind of token may not call this endpoint.";

function unauthorized({ security }: CatalogueOperation): PlainResponse {
  const schemes = security.flat().flatMap(({ scheme }) => scheme ?? []);
  const challenges = schemes.map((scheme) => scheme.charAt(0).toUpperCase() + scheme.slice(1));
  const headers = challenges.length === 0 ? {} : { "www-authenticate": challenges.join(", ") };
  return plainError(401, "The token is missing, or it is not valid.", headers);
}

function tooManyRequests({ limit: { requests, seconds }, resetSeconds }: Allowance): PlainResponse {
  return plainError(429, `More than ${requests} requests in ${seconds} s. Wait ${resetSeconds} s.`);
}

/** What is not visible gets exactly what does not exist gets. */
function toResult(finding: Finding, operation: CatalogueOperation, accept: string | undefined): Decision {
  if (finding.id === null) return { response: plainError(404, notFound), reason: "not found" };

  const success = operation.scenarios.find(({ status }) => status === 200);
  if (success && !negotiate(operation, success, accept)) {
    const { response, reason } = planNotAcceptable(accept);
    return { response, reason };
  }
  const headers = { "content-type": "application/json" };
  return { response: { status: 200, headers, text: toBody(finding) } };
}

const notFound = "There is no such integration, or it is not visible to this token.";

function toParameters(match: Match, { query }: ScenarioRequest): Record<string, string> {
  const declared = match.operation.parameters.filter((parameter) => parameter.in === "query");
  const given = declared.flatMap(({ name }) => query.getAll(name).map((value) => [name, value]));
  return { ...match.values, ...Object.fromEntries(given) };
}
