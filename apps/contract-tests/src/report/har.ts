import { applyPatch, valueAt } from "@integrations-api/scenarios";
import { schemaOf } from "../checks/body-schema.ts";
import type { Contract } from "../contract/read-contract.ts";
import { parentOf } from "../contract/walk-body.ts";
import { type Exchange, headerOf, type ReceivedResponse } from "../http/exchange.ts";
import { labelOf } from "../http/purpose.ts";
import { jsonOf } from "../http/read-json.ts";
import type { Result } from "../result.ts";
import type { ReportContext } from "./report-context.ts";

/** Writes the requests and responses of a run as an HTTP archive (HAR 1.2), without what the contract marks as secret. */
export function toHar({ exchanges }: Result, { contract, url }: ReportContext): string {
  const log = {
    version: "1.2",
    creator: { name: "@integrations-api/contract-tests", version: "1" },
    entries: exchanges.map((exchange) => toEntry(exchange, contract, url)),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function toEntry(exchange: Exchange, contract: Contract, url: string): object {
  const { request, response, failure, startedAt, ms, purpose } = exchange;
  const [, search = ""] = request.target.split("?");
  return {
    startedDateTime: startedAt.toISOString(),
    time: ms,
    comment: labelOf(purpose),
    request: {
      method: request.method,
      url: url.replace(/\/+$/, "") + request.target,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: Object.entries(request.headers).map(([name, value]) => ({ name, value })),
      queryString: [...new URLSearchParams(search)].map(([name, value]) => ({ name, value })),
      ...(request.body !== undefined && {
        postData: { mimeType: request.headers["content-type"] ?? "", text: request.body },
      }),
      headersSize: -1,
      bodySize: Buffer.byteLength(request.body ?? ""),
    },
    response: response ? toResponse(exchange, response, contract) : noResponse(failure),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
  };
}

function toResponse(exchange: Exchange, response: ReceivedResponse, contract: Contract): object {
  const { status, headers, body } = response;
  return {
    status,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    content: {
      size: body.length,
      mimeType: headerOf(response, "content-type") ?? "",
      text: withoutSecrets(exchange, response, contract),
    },
    redirectURL: headerOf(response, "location") ?? "",
    headersSize: -1,
    bodySize: body.length,
  };
}

/** HAR describes a request without a response like this. */
function noResponse(failure = ""): object {
  const content = { size: 0, mimeType: "" };
  return {
    status: 0,
    statusText: failure,
    httpVersion: "",
    cookies: [],
    headers: [],
    content,
    redirectURL: "",
    headersSize: -1,
    bodySize: -1,
  };
}

function withoutSecrets({ operation }: Exchange, response: ReceivedResponse, contract: Contract): string {
  const body = jsonOf(response);
  const schema = schemaOf(operation, response);
  if (body === undefined || schema === undefined) return Buffer.from(response.body).toString("utf8");
  const found = contract.explain(body, { schema });
  const secret = found.filter(({ pointer, isSecret }) => isSecret || isCredential(pointer, valueAt(body, pointer)));
  const pointers = new Set(secret.map(({ pointer }) => pointer));
  const outermost = [...pointers].filter((pointer) => !pointers.has(parentOf(pointer)));
  const cut = outermost.reduce(
    (copy: unknown, path) => applyPatch(copy, [{ op: "replace", path, value: "[redacted]" }]),
    body,
  );
  return JSON.stringify(cut);
}

/** Whether a value is a header with a credential, also where the contract allows any JSON. */
function isCredential(pointer: string, value: unknown): boolean {
  return /\/authorization$/i.test(pointer) && typeof value === "string" && !/^\{\{[^{}]*\}\}$/.test(value);
}
