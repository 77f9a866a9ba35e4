import { attacked, harmless, serverErrors } from "./hostile-known.ts";
import type { Random } from "./hostile-random.ts";

type Make = (random: Random, token: string) => string;

/** Text as the bytes of its UTF-8, each a character, as requests are written byte by byte. */
export function utf8(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Makes the target of a request: mostly spoiled, sometimes good so that only the headers are odd. */
export function makeTarget(random: Random, token: string): string {
  return random.oneIn(4) ? random.pick(harmless).target : random.pick(spoiled)(random, token);
}

export const injections = [
  "%0d%0aX-Injected:%20yes",
  "%0aX-Injected:%20yes",
  "%E5%98%8D%E5%98%8AX-Injected:%20yes",
  "%0d%0a%0d%0aHTTP/1.1%20200%20OK%0d%0aX-Injected:%20yes",
  "\r\nX-Injected: yes",
  "\nX-Injected: yes",
  "\rX-Injected: yes",
  "\u0085X-Injected: yes",
  utf8("嘍嘊X-Injected: yes"),
];

const pieces = ["%", "%f", "%ff", "%zz", "%00", "%c0%af", "%e0%80%80", "%ed%a0%80", "%u0041", "%25", "%252e", "%5c"];
const bytes = [
  "\u0000",
  "\t",
  " ",
  "\u007f",
  "\u0080",
  "ÿ",
  utf8("ü"),
  utf8("🙂"),
  "\u00c0\u00af",
  "\\",
  "#",
  ";",
  '"',
];
const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf", "__defineGetter__"];
const lengths = [8000, 8191, 8192, 8193, 16_000, 31_000, 32_768, 40_000, 90_000];
const uuids: Make[] = [
  (random) => random.uuid().toUpperCase(),
  (random) => random.uuid(),
  (random) => `urn:uuid:${random.uuid()}`,
  (random) => `{${random.uuid()}}`,
  (random) => `${random.uuid()}%20`,
  (random) => random.uuid().replaceAll("-", "%2D"),
  (random) => random.hex(32),
];
const controls = ["/", "/?x", "/__mock/health", "/__mock/requests", "/__mock/openapi.json", "/__mock/", "/__mock/%ff"];

const spoiled: Make[] = [
  (random) => at(several(random, pieces)),
  (random) => at(several(random, bytes)),
  (random) => at(random.pick(names)),
  (random) => at(random.pick(injections)),
  (random) => at(random.pick(uuids)(random, "")),
  (random) => at("x".repeat(random.pick(lengths))),
  (random) => `/${several(random, [...pieces, ...names, "/", "..", "."])}`,
  (random) => `${good(random)}?${several(random, [...pieces, ...bytes, "&", "="])}`,
  (random) => `${good(random)}?${filter()}=${several(random, pieces)}`,
  (random) => `${good(random)}?${filter()}=${random.pick(injections)}`,
  (random) => `${good(random)}?${random.pick(injections)}=1`,
  (random) => `${good(random)}?${random.pick(names)}=1&${random.pick(names)}[${random.pick(names)}]=2`,
  (random) => `${good(random)}?${`${filter()}=${random.uuid()}&`.repeat(1 + random.below(300))}`,
  (random) => `${good(random)}?${filter()}[]=${random.uuid()}&${filter()}[a][b]=1&${filter()}`,
  (random) => `${good(random)}?${Array.from({ length: random.below(2000) }, (_, index) => `q${index}=`).join("&")}`,
  (random) => `${good(random)}?${filter()}=${random.pick(uuids)(random, "")}`,
  (random) => `${good(random)}?q=${"%61".repeat(random.pick(lengths) / 3)}`,
  (random, token) => `${good(random)}?${random.pick([filter(), "access_token", "q"])}=${token}`,
  (random, token) => `${good(random)}?${random.pick([token, `x&${token}`, `#${token}`])}`,
  (_, token) => at(token),
  (random, token) => `http://any:${token}@127.0.0.1${good(random)}`,
  (random) =>
    `${random.pick(["http://evil.test", "HTTPS://evil.test:99999", "ftp://x", "//evil.test"])}${good(random)}`,
  (random) =>
    random.pick(["*", "", "?", "#", "http://", "http:///", "http://[::1", "127.0.0.1:80", "evil.test:443", ":"]),
  (random) => `${random.pick(["/..", "/./", "/%2e%2e/", "/x/..", "/\\..\\", "//"])}${good(random)}`,
  (random) => `${good(random)}${random.pick(["/", "//", "/x", ".json", "%2f", ";a=b", "?", "??", "#x", "/?"])}`,
  (random) => random.pick(controls),
  (random) => random.pick(serverErrors).target,
];

function several(random: Random, from: readonly string[]): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(from)).join("");
}

function good(random: Random): string {
  return random.pick(harmless).target;
}

/** The path of the operation with something in place of each parameter. */
function at(value: string): string {
  return attacked.path.replaceAll(/\{.+?\}/g, () => value);
}

/** The name of a parameter of the query, or of none where the contract has none. */
function filter(): string {
  return attacked.parameters.find((parameter) => parameter.in === "query")?.name ?? "q";
}
