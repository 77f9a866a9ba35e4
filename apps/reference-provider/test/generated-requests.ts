import type { OutgoingHttpHeaders } from "node:http";
import { bodyOf, operation, pathOf, stored } from "./examples.ts";

export interface GeneratedRequest {
  method: string;
  path: string;
  /** Without the credentials. */
  headers: OutgoingHttpHeaders;
  /** How the credentials are sent, with the server's own valid token in place of `TOKEN`. */
  credentials: string | string[] | undefined;
  body: string;
}

/** Makes the same requests for the same seed. */
export function* generateRequests(seed: number, count: number): Generator<GeneratedRequest> {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const uuid = (): string => toUuid(random);
  const ids = stored.map((scenario) => bodyOf(scenario).id);
  const environments = stored.flatMap((scenario) => bodyOf(scenario).installed_environment);
  const [narrowing = ""] = operation.parameters.flatMap(({ name, narrows }) => (narrows === undefined ? [] : name));

  for (let made = 0; made < count; made++) {
    const id = pick<() => string>([
      () => pick(ids),
      () => pick(ids),
      uuid,
      () => spoil(pick([uuid(), pick(ids)]), pick),
    ])();
    const value = pick<() => string>([() => pick(environments), uuid, () => spoil(uuid(), pick), () => ""])();
    const method = pick(["GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
    const query = pick(queries(narrowing, encodeURIComponent(value)));
    const body = method.startsWith("P") ? pick(["", "{}", "{", "a=b"]) : "";
    const headers = {
      ...pick(accepts),
      ...(body && { "content-type": pick(["application/json", "text/plain", "x"]) }),
    };
    yield { method, path: spoilPath(pathOf(id), pick) + query, headers, credentials: pick(credentials), body };
  }
}

function queries(name: string, value: string): string[] {
  const pair = `${name}=${value}`;
  const plain = ["", "", "", "?", "?other=1", "?%zz=%zz"];
  return [...plain, `?${pair}`, `?${pair}`, `?${pair}&${pair}`, `?${name}`, `?${name}[]=${value}`, `?a=b&${pair}&`];
}

const accepts: OutgoingHttpHeaders[] = [
  {},
  {},
  { accept: "*/*" },
  { accept: "application/json" },
  { accept: "application/*;q=0.5, text/html" },
  { accept: "text/html" },
  { accept: "application/json;q=0" },
  { accept: "" },
  { accept: "not a media type" },
];

/** Not `bearer TOKEN`, nor anything after the token: Prism refuses the one and takes the other, against RFC 6750. */
const credentials: GeneratedRequest["credentials"][] = [
  ...Array.from({ length: 12 }, () => "Bearer TOKEN"),
  "Bearer",
  "Bearer ",
  "",
  "TOKEN",
  "Basic TOKEN",
  undefined,
  ["Bearer TOKEN", "Bearer TOKEN"],
];

type Pick = <Item>(items: readonly Item[]) => Item;

/** Changes a uuid. Some of the results are still valid. */
function spoil(id: string, pick: Pick): string {
  const at = pick([0, 8, 14, 19, 35]);
  return pick([
    id.toUpperCase(),
    id.slice(0, -1),
    `${id}0`,
    ` ${id}`,
    `${id}\n`,
    `{${id}}`,
    `urn:uuid:${id}`,
    id.replaceAll("-", ""),
    id.slice(0, at) + pick(["g", "-", "é", "\u0000", "/", "%", "😀", "0"]) + id.slice(at + 1),
    pick(["x", "null", "undefined", "__proto__", "'; drop table tokens; --", "a".repeat(300), "1e2"]),
  ]);
}

function spoilPath(path: string, pick: Pick): string {
  const end = path.lastIndexOf("/");
  return pick([
    ...Array.from({ length: 12 }, () => path),
    `${path}/`,
    `/${path}`,
    `${path}/more`,
    path.toUpperCase(),
    path.slice(0, end),
    path.slice(0, end + 1),
    `${path.slice(0, end)}%2F${path.slice(end + 1)}`,
    `${path}%zz`,
    `${path}%00`,
    `${path};a=b`,
  ]);
}

function toUuid(random: () => number): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** A generator of numbers from 0 to 1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
