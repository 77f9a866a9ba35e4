import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Asked, type Base, type Spoken, tokenIn, triggerFor, withHeader } from "./base-server.ts";
import { type Spoiling, spoil } from "./spoil.ts";
import { type Wire, writeResponse } from "./write-response.ts";

/** Which requests get a spoiled response. */
export interface When {
  /** The status of the right response. */
  status?: number | number[];
  method?: string;
  /** A pattern for the path and the query. */
  url?: string;
  /** Scenarios that the request triggers. */
  scenario?: string | string[];
  /** Patterns for headers; null means that the header is missing. */
  headers?: Record<string, string | null>;
  /** The positions among the requests that fit, from 1. */
  nth?: number[];
  every?: number;
  /** The first position. */
  from?: number;
}

export interface Answer extends Spoiling, Wire {
  /** What the request is taken for. */
  as?: { scenario?: string; token?: string | null; method?: string; url?: [from: string, to: string] };
  /** Sends the first success again to each request that is equal in these parts. */
  remember?: ("url" | "path" | "token")[];
  /** Sends the previous response again. */
  previous?: true;
}

export interface Fault {
  when?: When;
  answer?: Answer;
}

/** A server that is right but for its faults. */
export async function startFaultyServer(base: Base, faults: Fault[]): Promise<{ url: string; close(): Promise<void> }> {
  const layers = faults.map((fault) => createLayer(fault));
  const respond = layers.reduce((inner, layer) => layer(inner), base as (asked: Asked) => Promise<Spoken & Wire>);
  const server = createServer(async (request) => {
    const asked = await readRequest(request);
    await writeResponse(request.socket, await respond(asked), asked.method);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Respond = (asked: Asked) => Promise<Spoken & Wire>;

/** Wraps a server so the requests that a fault is about get its answer. */
function createLayer({ when = {}, answer = {} }: Fault): (inner: Respond) => Respond {
  const remembered = new Map<string, Spoken>();
  let previous: Spoken | undefined;
  let count = 0;

  return (inner) => async (asked) => {
    const right = await inner(asked);
    const isMeant = fits(when, asked, right) && isTurn(when, (count += 1));
    const kept = (answer.previous && previous) || remembered.get(keyOf(asked, answer));
    const other = answer.as ? await inner(takenFor(asked, answer.as)) : (kept ?? right);
    const given = isMeant ? { ...other, ...spoil(answer, asked, other, count), ...wireOf(answer) } : right;
    if (right.status < 300 && !remembered.has(keyOf(asked, answer))) remembered.set(keyOf(asked, answer), right);
    previous = right;
    return given;
  };
}

function fits({ status, method, url, scenario, headers = {} }: When, asked: Asked, right: Spoken): boolean {
  const names = [scenario ?? []].flat();
  return (
    (status === undefined || [status].flat().includes(right.status)) &&
    (method === undefined || new RegExp(`^(${method})$`).test(asked.method)) &&
    (url === undefined || new RegExp(url).test(asked.url)) &&
    (names.length === 0 || names.some((name) => isTriggered(name, asked))) &&
    Object.entries(headers).every(([name, pattern]) => {
      const value = asked.headers[name];
      return pattern === null ? value === undefined : value !== undefined && new RegExp(pattern).test(value);
    })
  );
}

function isTriggered(name: string, asked: Asked): boolean {
  const { url, token } = triggerFor(name);
  return token === undefined ? asked.url.split("?")[0] === url.split("?")[0] : tokenIn(asked) === token;
}

function isTurn({ nth, every, from = 1 }: When, count: number): boolean {
  return count >= from && (nth?.includes(count) ?? true) && (every === undefined || count % every === 0);
}

function keyOf(asked: Asked, { remember }: Answer): string {
  if (!remember) return crypto.randomUUID();
  const parts = { url: asked.url, path: asked.url.split("?")[0], token: asked.headers["authorization"] };
  return JSON.stringify(remember.map((part) => parts[part]));
}

function takenFor(asked: Asked, { scenario, token, method, url }: NonNullable<Answer["as"]>): Asked {
  const trigger = scenario === undefined ? undefined : triggerFor(scenario);
  const value = token ?? trigger?.token;
  const authorization = value === undefined ? undefined : `Bearer ${value}`;
  const known = value === undefined && token !== null ? asked : withHeader(asked, "authorization", authorization);
  const target = trigger?.url ?? asked.url;
  return {
    ...known,
    method: method ?? asked.method,
    url: url ? target.replace(new RegExp(url[0], "gi"), url[1]) : target,
  };
}

function wireOf({ version, early, chunked, length, cut, ending, delayMs, raw }: Answer): Wire {
  const wire = { version, early, chunked, length, cut, ending, delayMs, raw };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  for await (const _ of request);
  const { method = "", url = "", headers } = request;
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])),
  };
}
