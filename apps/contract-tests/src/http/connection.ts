import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { CannotRun } from "../cannot-run.ts";
import { headerOf, type ReceivedResponse, type SentRequest } from "./exchange.ts";

export interface ConnectionOptions {
  /** The server's URL, perhaps with a path. */
  url: string;
  /** How long one response may take, in milliseconds. */
  timeoutMs: number;
  /** The file of a certificate authority to trust. */
  ca?: string;
  /** Accepts any certificate. */
  insecure?: boolean;
}

/** A response, or why there is none. */
export type Outcome = { response: ReceivedResponse } | { failure: string; code: string };

export interface Connection {
  /** The signal stops waiting for the response. */
  send(request: SentRequest, stopped?: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

/** Sends requests exactly as they are written, each over a connection of its own, and follows no redirect. */
export async function openConnection({ url, timeoutMs, ca, insecure }: ConnectionOptions): Promise<Connection> {
  const { origin, pathname } = new URL(url);
  const connect = { ...(ca !== undefined && { ca: await readCertificate(ca) }), rejectUnauthorized: insecure !== true };
  // A connection that is used again may just be closing, which would look like a fault of the server.
  const options = { pipelining: 0, connect, requestTls: connect, maxHeaderSize: 65_536 };
  const isProxied = [process.env["HTTPS_PROXY"], process.env["https_proxy"], process.env["HTTP_PROXY"]].some(Boolean);
  const agent = isProxied ? new EnvHttpProxyAgent(options) : new Agent(options);

  return {
    async send({ method, target, headers, body }, stopped) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = stopped ? AbortSignal.any([stopped, timeout]) : timeout;
      try {
        const received = await agent.request({
          origin,
          path: pathname.replace(/\/+$/, "") + target,
          method: method as Dispatcher.HttpMethod,
          headers: { "accept-encoding": "gzip, deflate, br", "user-agent": "integrations-api-contract", ...headers },
          body: body ?? null,
          responseHeaders: "raw",
          signal,
        });
        return { response: await readResponse(received, timeoutMs) };
      } catch (error) {
        return toFailure(error, timeoutMs);
      }
    },
    close: () => agent.destroy(),
  };
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CannotRun(`--ca ${file} cannot be read: ${code === "ENOENT" ? "the file does not exist" : message}.`);
  }
}

async function readResponse(
  { statusCode, headers: raw, body }: Dispatcher.ResponseData,
  timeoutMs: number,
): Promise<ReceivedResponse> {
  // `responseHeaders: "raw"` gives a list of names and values, which the types do not know.
  const list = (raw as unknown as Buffer[]).map((value) => value.toString("latin1"));
  const headers = list.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), list[index + 1] ?? ""]] : [],
  );
  const head = { status: statusCode, headers, body: new Uint8Array() };
  try {
    return decode({ ...head, body: await buffer(body) });
  } catch (error) {
    return { ...head, fault: toFailure(error, timeoutMs).failure };
  }
}

const decoders: Record<string, (body: Uint8Array) => Uint8Array> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function decode(response: ReceivedResponse): ReceivedResponse {
  const encodings = (headerOf(response, "content-encoding") ?? "").toLowerCase().split(",");
  const applied = encodings.map((one) => one.trim()).filter((one) => one !== "" && one !== "identity");
  if (response.body.length === 0) return response;
  try {
    const body = applied.reduceRight((bytes, name) => decoders[name]!(bytes), response.body);
    return { ...response, body };
  } catch {
    return { ...response, fault: `its body cannot be decoded as "content-encoding: ${applied.join(", ")}"` };
  }
}

function toFailure(error: unknown, timeoutMs: number): { failure: string; code: string } {
  const { name, message, code = name, errors } = error as Error & { code?: string; errors?: Error[] };
  if (name === "TimeoutError" || /TIMEOUT/.test(code))
    return { failure: `no complete response within ${timeoutMs} ms`, code: "TIMEOUT" };
  const ended = ["UND_ERR_SOCKET", "ECONNRESET", "UND_ERR_ABORTED", "ERR_STREAM_PREMATURE_CLOSE"].includes(code);
  if (ended) return { failure: "the connection ended before the response did", code };
  if (name === "HTTPParserError") {
    // The parser expected the start of a response: this is another protocol, and not a faulty response.
    return { failure: message, code: message.includes("Expected HTTP/") ? "NOT_HTTP" : "BROKEN_HTTP" };
  }
  if (/^ERR_(SSL|TLS)_/.test(code)) return { failure: `the TLS handshake failed (${code})`, code };
  return { failure: message || errors?.[0]?.message || code, code };
}
