import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { documented } from "./contract.ts";
import { startServer } from "./start-server.ts";

export interface SeenRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  /** Resolves to the whole body. */
  body: Promise<string>;
  /** Resolves when the client has disconnected or got its response. */
  closed: Promise<unknown>;
}

export interface Script {
  baseUrl: string;
  requests: SeenRequest[];
}

/** Responds to requests by a script, one step each; the last step repeats forever. */
export async function startScript(...steps: RequestListener[]): Promise<Script> {
  const requests: SeenRequest[] = [];
  const baseUrl = await startServer((request, response) => {
    const { method, url, headers } = request;
    const closed = new Promise((resolve) => response.once("close", resolve));
    requests.push({ method, url, headers, body: textOf(request), closed });
    (steps[requests.length - 1] ?? steps.at(-1))!(request, response);
  });
  return { baseUrl, requests };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let body = "";
  try {
    for await (const chunk of request) body += String(chunk);
  } catch {
    // The client has disconnected.
  }
  return body;
}

export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

export const text =
  (status: number, body: string, contentType: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { "content-type": contentType }).end(body);

export const good: RequestListener = answer(200, documented);
export const hang: RequestListener = () => undefined;
export const reset: RequestListener = ({ socket }) => void socket.resetAndDestroy();

/** Sends status, headers and half of the body, then disconnects or does what is passed. */
export const halfOf =
  (status: number, then = ({ socket }: ServerResponse): void => void socket?.destroy()): RequestListener =>
  (_, response) => {
    const body = JSON.stringify(documented);
    response.writeHead(status, { "content-type": "application/json", "content-length": body.length });
    response.write(body.slice(0, body.length / 2), () => then(response));
  };

export const truncated: RequestListener = halfOf(200);
export const hangInBody: RequestListener = halfOf(200, () => undefined);
