import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Spoken } from "./base-server.ts";

/** How a response is written to the connection. */
export interface Wire {
  version?: string;
  /** An informational response to send before, such as 103. */
  early?: number;
  chunked?: true;
  /** How much longer than the body `Content-Length` says it is. */
  length?: number;
  /** How many bytes of the body are not sent. */
  cut?: number;
  /** What follows in place of the response, or after it. */
  ending?: "reset" | "hang";
  delayMs?: number;
  /** A head that is sent as it is. */
  raw?: string;
}

/** Writes a response by hand, because `node:http` refuses to write a wrong one. */
export async function writeResponse(socket: Socket, spoken: Spoken & Wire, method: string): Promise<void> {
  const { early, ending, delayMs = 0, cut = 0 } = spoken;
  if (delayMs > 0) await wait(delayMs);
  if (ending === "hang") return;
  if (ending === "reset") return void socket.resetAndDestroy();
  if (early !== undefined) socket.write(`HTTP/1.1 ${early} ${STATUS_CODES[early]}\r\nlink: </style.css>\r\n\r\n`);

  const body = isBodiless(spoken, method) ? Buffer.alloc(0) : toBody(spoken);
  socket.write(headOf(spoken, method));
  socket.end(body.subarray(0, body.length - cut));
}

function headOf(spoken: Spoken & Wire, method: string): string {
  const { status, headers, body, raw, version = "1.1", length = 0, chunked } = spoken;
  if (raw !== undefined) return raw;
  const framing = chunked ? ["transfer-encoding: chunked"] : [`content-length: ${body.length + length}`];
  const lines = [
    `HTTP/${version} ${status} ${STATUS_CODES[status] ?? ""}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(isBodiless(spoken, method) ? [] : framing),
    ...(headers.some(([name]) => name === "connection") ? [] : ["connection: close"]),
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function isBodiless({ status }: Spoken, method: string): boolean {
  return method === "HEAD" || [204, 304].includes(status);
}

function toBody({ body, chunked }: Spoken & Wire): Buffer {
  if (!chunked) return body;
  const middle = Math.floor(body.length / 2);
  const chunks = [body.subarray(0, middle), body.subarray(middle)].filter((chunk) => chunk.length > 0);
  const lines = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...lines, Buffer.from("0\r\n\r\n")]);
}
