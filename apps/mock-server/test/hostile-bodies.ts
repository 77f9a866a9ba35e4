import type { HostileRequest } from "./hostile-requests.ts";
import { createRandom, type Random } from "./hostile-random.ts";

const types = [
  "application/json",
  "application/json; charset=utf-16",
  "application/merge-patch+json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=a",
  "multipart/form-data",
  "text/plain",
  "application/octet-stream",
  "application/",
  ";;",
  "",
  "__proto__/constructor",
  `text/${"a".repeat(5000)}`,
];

const texts: ((random: Random) => string)[] = [
  () => "",
  () => "{",
  () => '{"size":1}',
  () => '{"__proto__":{"size":1},"constructor":1}',
  () => `${"[".repeat(20_000)}`,
  () => `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  () => '{"size":1e400,"label":"\\ud800"}',
  () => '{"size":1}{"size":2}',
  () => "\u00ef\u00bb\u00bf{}",
  () => "size=1&size=2&__proto__[a]=b&size[a][b]=c&=d&&&%",
  () => "size=%ff&label=%E0%A4%A&a=%00",
  () => '--a\r\nContent-Disposition: form-data; name="size"\r\n\r\n1\r\n--a--\r\n',
  () => "--a\r\nContent-Disposition: form-data\r\n\r\n1",
  (random) => Array.from({ length: random.below(3000) }, () => String.fromCharCode(random.below(256))).join(""),
  (random) => `{"label":"${"a".repeat(random.below(200_000))}"}`,
];

/** Makes the request with a number, with a body that a server may not expect. */
export function makeBodyRequest(seed: number, index: number, paths: string[]): HostileRequest {
  const random = createRandom(Math.imul(seed, 100_003) + index);
  const token = `hostile-${random.hex(24)}`;
  const method = random.pick(["POST", "PUT", "PATCH", "GET", "DELETE"]);
  const text = random.pick(texts)(random);
  const lines = [
    `${method} ${random.pick(paths)} HTTP/1.1`,
    "Host: x",
    `Authorization: Bearer ${token}`,
    ...(random.oneIn(6) ? [] : [`Content-Type: ${random.pick(types)}`]),
    "Connection: close",
  ];
  const { framing, body } = random.pick(framings)(random, text);
  const isWhole = framing.every((line) => !line.startsWith("X-Unfinished"));
  return {
    raw: `${[...lines, ...framing].join("\r\n")}\r\n\r\n${body}`,
    methods: [method],
    token,
    after: isWhole ? "wait" : "half-close",
  };
}

type Framing = (random: Random, text: string) => { framing: string[]; body: string };

const whole: Framing = (_, text) => ({ framing: [`Content-Length: ${text.length}`], body: text });
const expected: Framing = (_, text) => ({
  framing: [`Content-Length: ${text.length}`, "Expect: 100-continue"],
  body: text,
});
const chunked: Framing = (random, text) => {
  const at = random.below(text.length + 1);
  const chunks = [text.slice(0, at), text.slice(at)].filter(Boolean);
  const body = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join("");
  return { framing: ["Transfer-Encoding: chunked"], body: `${body}0\r\n\r\n` };
};
const unfinished: Framing = (random, text) => {
  const length = text.length + 1 + random.below(100);
  return { framing: [`Content-Length: ${length}`, "X-Unfinished: yes"], body: text };
};
const misframed: Framing = (random, text) => {
  return {
    framing: ["Transfer-Encoding: chunked", "X-Unfinished: yes"],
    body: random.pick(["z\r\n", "5\r\nab", text]),
  };
};

const framings = [whole, whole, whole, whole, chunked, chunked, expected, unfinished, misframed];
