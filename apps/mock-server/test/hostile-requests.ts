import { makeHeaders } from "./hostile-headers.ts";
import { attacked, harmless } from "./hostile-known.ts";
import { createRandom, type Random } from "./hostile-random.ts";
import { makeTarget } from "./hostile-targets.ts";
import { undeclared } from "./own-mock.ts";

export interface HostileRequest {
  /** Each character is a byte. */
  raw: string;
  /** The method of each request in it, as an answer to HEAD has no body. */
  methods: string[];
  /** What each of the first requests must be answered, where it is good. */
  statuses?: number[];
  /** The token that stands in it and must not be told. */
  token: string;
  /** What the client does when it has sent everything. */
  after: "wait" | "half-close" | "destroy";
}

/** Makes the request with a number; it is the same for the same seed, whatever came before. */
export function makeRequest(seed: number, index: number): HostileRequest {
  const random = createRandom(Math.imul(seed, 100_003) + index);
  const token = `hostile-${random.hex(24)}`;
  return random.pick(shapes)(random, token);
}

type Shape = (random: Random, token: string) => HostileRequest;

const methods = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "QUERY"];
const goodMethods: [method: string, status: number][] = [
  [attacked.method, 200],
  ["HEAD", 200],
  ["OPTIONS", 204],
  [undeclared[0]!, 405],
];
const noMethods = [
  "get",
  "G ET",
  "",
  "GE\u0000T",
  "\u00ff\u00fe",
  "__proto__",
  "GET\t",
  "A".repeat(9000),
  "GET\r\nX: y",
];
const versions = [
  "HTTP/1.0",
  "HTTP/0.9",
  "HTTP/2.0",
  "HTTP/9.9",
  "http/1.1",
  "HTTP/1.1 ",
  "HTTP",
  "",
  "HTTP/1.1 HTTP/1.1",
];
const bodies = [
  "",
  "{",
  '{"a":',
  "[".repeat(5000),
  "\u0000\u00ff",
  '{"__proto__":{"a":1}}',
  "a=b&c",
  "0\r\n\r\n",
  "5\r\nab",
];
const noHttp = [
  "\r\n\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
  "\u0000".repeat(3000),
  "SSH-2.0-OpenSSH_9.6\r\n",
  "HTTP/1.1 200 OK\r\nX-Injected: yes\r\n\r\n",
  "GET",
  "GET /",
];

const plain: Shape = (random, token) => {
  const method = random.oneIn(3) ? random.pick(methods) : "GET";
  return { ...message(random, token, method), after: "wait" };
};

const withBody: Shape = (random, token) => {
  const method = random.pick(["GET", "POST", "PUT", "DELETE", "PATCH"]);
  const body = random.pick(bodies);
  const length = random.pick([body.length, body.length, body.length + 50, 1]);
  const isChunked = random.oneIn(3);
  const framing = isChunked ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
  const head = message(random, token, method, ["Content-Type: application/json", framing]);
  // The mock waits for the rest of a body as long as the client does not end.
  const isUnfinished = isChunked || length > body.length;
  return { ...head, raw: head.raw + body, after: isUnfinished || random.oneIn(2) ? "half-close" : "wait" };
};

const oddStart: Shape = (random, token) => {
  const method = random.oneIn(2) ? random.pick(noMethods) : "GET";
  const version = random.oneIn(2) ? random.pick(versions) : "HTTP/1.1";
  const start = [method, makeTarget(random, token), version].join(random.pick([" ", " ", "  ", "\t", "\u000b"]));
  const raw = toRaw([start, ...makeHeaders(random, token)]);
  return { raw, methods: [method], token, after: "half-close" };
};

const garbage: Shape = (random, token) => {
  const bytes = Array.from({ length: random.below(400) }, () => String.fromCharCode(random.below(256))).join("");
  return { raw: random.oneIn(2) ? bytes : random.pick(noHttp), methods: [""], token, after: "half-close" };
};

const pipelined: Shape = (random, token) => {
  const first = Array.from({ length: 2 + random.below(6) }, () => random.pick(goodMethods));
  const good = first.map(([method]) => {
    return toRaw([
      `${method} ${random.pick(harmless).target}?a=${random.hex(3)} HTTP/1.1`,
      "Host: x",
      "Authorization: Bearer any",
    ]);
  });
  const tail = random.pick([message(random, token, "GET"), { raw: "GARBAGE\r\n\r\n", methods: [""] }]);
  return {
    raw: good.join("") + tail.raw,
    methods: [...first.map(([method]) => method), ...tail.methods],
    statuses: first.map(([, status]) => status),
    token,
    after: "wait",
  };
};

const cutOff: Shape = (random, token) => {
  const { raw, methods } = random.pick([plain, withBody, pipelined])(random, token);
  const after = random.pick(["destroy", "half-close"] as const);
  return { raw: raw.slice(0, random.below(raw.length)), methods, token, after };
};

const left: Shape = (random, token) => ({ ...random.pick([plain, pipelined])(random, token), after: "destroy" });

const shapes = [plain, plain, plain, plain, plain, plain, plain, withBody, oddStart, garbage, pipelined, cutOff, left];

function message(random: Random, token: string, method: string, more: string[] = []): Omit<HostileRequest, "after"> {
  const lines = [...makeHeaders(random, token), ...more];
  // So that the end of the answer is seen whatever its framing is.
  const closing = random.oneIn(8) ? [] : ["Connection: close"];
  const raw = toRaw([`${method} ${makeTarget(random, token)} HTTP/1.1`, ...lines, ...closing]);
  return { raw, methods: [method], token };
}

function toRaw(lines: string[]): string {
  return `${lines.join("\r\n")}\r\n\r\n`;
}
