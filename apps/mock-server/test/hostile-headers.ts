import { attacked } from "./hostile-known.ts";
import type { Random } from "./hostile-random.ts";
import { injections, utf8 } from "./hostile-targets.ts";

type Make = (random: Random, token: string) => string[];

/** Makes the lines of the head, in which up to three things are odd. */
export function makeHeaders(random: Random, token: string): string[] {
  const host = random.oneIn(12) ? random.pick(hosts) : ["Host: 127.0.0.1"];
  const authorization = random.oneIn(4)
    ? random.pick(authorizations)(random, token)
    : [`Authorization: Bearer ${token}`];
  const more = Array.from({ length: random.below(4) }, () => random.pick(odd)(random, token));
  return [...host, ...authorization, ...more.flat()];
}

const hosts = [
  [],
  ["Host:"],
  ["Host: a", "Host: b"],
  ["Host: evil.test"],
  ["Host: 127.0.0.1:99999"],
  ["Host: [::1"],
  ["Host: \u00ff\u00fe"],
  ["Host: 127.0.0.1, evil.test"],
];

const authorizations: Make[] = [
  () => [],
  () => ["Authorization:"],
  () => ["Authorization: Bearer"],
  (_, token) => [`Authorization: Basic ${token}`],
  (_, token) => [`AUTHORIZATION: bEaReR    ${token}  `],
  (_, token) => [`Authorization: Bearer\t${token}`],
  (_, token) => [`Authorization: Bearer ${token} ${token}`],
  (_, token) => [`Authorization: Bearer "${token}"`],
  (_, token) => [`Authorization: Bearer ${token}`, `Authorization: Bearer ${token}2`],
  (_, token) => ["Authorization: Basic eDp5", `Authorization: Bearer ${token}`],
  (random, token) => [`Authorization: Bearer ${token}${"a".repeat(random.below(20_000))}`],
  (_, token) => [`Authorization: Bearer ${token}${utf8("ü🙂")}`],
  (_, token) => [`Authorization: Bearer __proto__`, `Cookie: session=${token}`],
];

const accepts = [
  "",
  "*",
  "text/html",
  "application/xml",
  "application/json;q=0",
  "*/*;q=0",
  "application/json;q=0, */*;q=0.1",
  "*/*;q=abc",
  "application/json;q=1e99, */*;q=-1",
  "application/",
  "/json",
  ";;;,,,;q=",
  "__proto__/constructor",
  'application/json; charset="utf-8',
  "application/vnd.api+json, image/*",
  "\u00ff\u00fe",
  "application/json,".repeat(900),
  ",".repeat(9000),
  `application/${"a".repeat(9000)}`,
];

const contentTypes = [
  "",
  ";",
  "///",
  "application/json; charset=",
  "application/json; charset=utf-99",
  'application/json; a="',
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "application/x-www-form-urlencoded; charset=__proto__",
  "text/plain\u0080",
  "json",
  `a/${"b".repeat(9000)}`,
];

const { scenarios } = attacked;
const prefers: ((random: Random) => string)[] = [
  (random) => `code=${random.pick(scenarios).status}`,
  (random) => `example=${random.pick(scenarios).name}`,
  (random) => `code=${random.pick(scenarios).status}, example=${random.pick(scenarios).name}`,
  (random) => `code="${random.pick(scenarios).status}"; example="${random.pick(scenarios).name}"`,
  (random) => `code=${random.pick(["999", "abc", "-1", "1e3", "", "0x1f4", "\u00ff", "200 200"])}`,
  (random) => `example=${random.pick(["__proto__", "constructor", "toString", "", "<script>", '"', "\u00e9", "a=b"])}`,
  (random) => random.pick(["dynamic=true", "dynamic=true, code=200", "dynamic=__proto__", "__proto__=1", "__proto__"]),
  (random) => random.pick(['"', '"""', "code", "=", "==,;=", "example==", 'code="200', "code='200'", "respond-async"]),
  (random) => `example=${"a".repeat(random.below(30_000))}`,
  () => `${"code=200,".repeat(900)}example=x`,
];

const framings: string[][] = [
  ["Content-Length: 3", "Content-Length: 3"],
  ["Content-Length: 3", "Content-Length: 4"],
  ["Content-Length: -1"],
  ["Content-Length: +5"],
  ["Content-Length: 0x5"],
  ["Content-Length: 99999999999999999999999"],
  ["Content-Length: 5", "Transfer-Encoding: chunked"],
  ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
  ["Transfer-Encoding: chunked, identity"],
  ["Transfer-Encoding: xchunked"],
  ["Transfer-Encoding : chunked"],
  ["Transfer-Encoding:\u000bchunked"],
];

const broken = [
  "X Foo: bar",
  ": nothing",
  "no colon at all",
  " folded: first",
  "X-Nul: a\u0000b",
  "X-Del: \u007f",
  `${utf8("ü")}: umlaut`,
  "X-Fold: a\r\n b",
  "__proto__: polluted",
  "constructor: polluted",
  "Trailer: X-Injected",
  "Expect: 100-continue",
  "Expect: the unexpected",
  "Range: bytes=0-1,2-3",
  "If-None-Match: *",
  "If-Modified-Since: yesterday",
  "X-HTTP-Method-Override: DELETE",
  "Connection: upgrade, close, , foo",
  "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13",
];

const odd: Make[] = [
  (random) => [`Accept: ${random.pick(accepts)}`],
  (random) => [`Accept: ${random.pick(accepts)}`, `Accept: ${random.pick(accepts)}`],
  (random) => [`Content-Type: ${random.pick(contentTypes)}`],
  (random) => [`Content-Type: ${random.pick(contentTypes)}`, "content-type: application/json"],
  (random) => [`Prefer: ${random.pick(prefers)(random)}`],
  (random) => [`Prefer: ${random.pick(prefers)(random)}`, `prefer: ${random.pick(prefers)(random)}`],
  (random) => random.pick(framings),
  (random) => [random.pick(broken)],
  (random) => [`X-Odd: ${random.pick(injections)}`],
  (random) => [`Origin: ${random.pick(["null", "http://evil.test", "*", "\u00ff", "http://localhost", "__proto__"])}`],
  (random) => [
    "Origin: http://evil.test",
    `Access-Control-Request-Method: ${random.pick(["GET", "", "__proto__", "GET, PUT", "\u00ff", "a b"])}`,
    `Access-Control-Request-Headers: ${random.pick(["authorization", "*", "a,,b", '"', "\u00ff", "x".repeat(9000), ...injections])}`,
  ],
  (random) => [`X-Long: ${"a".repeat(random.pick([8000, 16_000, 32_000, 33_000, 100_000]))}`],
  (random) => Array.from({ length: random.pick([100, 1000, 1999, 2500]) }, (_, index) => `h${index}: ${index}`),
];
