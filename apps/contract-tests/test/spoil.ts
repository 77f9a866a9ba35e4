import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { valueAt } from "@integrations-api/scenarios";
import { type Asked, type Spoken, tokenIn } from "./base-server.ts";
import { patched } from "./patch.ts";

/**
 * How a response differs from the right one. Its texts may contain `{{text}}` (the right body), `{{token}}`, `{{url}}`,
 * `{{now}}` and `{{count}}`. A text that is only `{{body}}` or a pointer such as `{{/team/id}}` is that value of the
 * right body.
 */
export interface Spoiling {
  status?: number;
  /** Headers in place of those of the same name; null removes one. */
  set?: Record<string, string | null>;
  /** Headers next to those of the same name. */
  add?: Record<string, string>;
  /** Pointers of the body to remove. */
  drop?: string[];
  /** Values of the body by pointer. */
  patch?: Record<string, unknown>;
  /** Another body. */
  body?: unknown;
  indent?: number;
  /** Another body that is not JSON. */
  text?: string;
  /** Patterns in the text of the body, and what is in their place. */
  replace?: [from: string, to: string][];
  charset?: BufferEncoding;
  encode?: (keyof typeof encoders)[];
}

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

export function spoil(spoiling: Spoiling, asked: Asked, right: Spoken, count: number): Spoken {
  const token = tokenIn(asked) ?? "";
  const text = right.body.toString("utf8");
  const body = parsed(text);
  const values = {
    text,
    token,
    percentToken: encodeURIComponent(token),
    lowerPercentToken: encodeURIComponent(token).replaceAll(/%../g, (code) => code.toLowerCase()),
    base64Token: Buffer.from(token).toString("base64"),
    urlBase64Token: Buffer.from(token).toString("base64url"),
    basicToken: Buffer.from(`${token}:`).toString("base64"),
    url: asked.url,
    now: new Date().toISOString(),
    count: String(count),
  };
  const {
    status = right.status,
    set = {},
    add = {},
    charset = "utf8",
    encode = [],
    ...change
  } = filled(spoiling, values, body) as Spoiling;

  const written = Buffer.from(changed(text, body, change), charset);
  const replaced = { ...set, ...(encode.length > 0 && { "content-encoding": encode.join(", ") }) };
  return {
    status,
    headers: [
      ...right.headers.filter(([name]) => !Object.hasOwn(replaced, name)),
      ...Object.entries(replaced).filter((pair): pair is [string, string] => pair[1] !== null),
      ...Object.entries(add),
    ],
    body: encode.reduce((bytes, name) => encoders[name](bytes), written),
  };
}

function changed(
  right: string,
  json: unknown,
  { drop = [], patch = {}, body, indent, text, replace = [] }: Spoiling,
): string {
  const whole = body === undefined ? json : body;
  const isThere = (copy: unknown, pointer: string): boolean => valueAt(copy, pointer) !== undefined;
  const without = drop.reduce((copy, pointer) => (isThere(copy, pointer) ? patched(copy, { pointer }) : copy), whole);
  const full = Object.entries(patch).reduce(
    (copy, [pointer, value]) =>
      isThere(copy, pointer.slice(0, pointer.lastIndexOf("/"))) ? patched(copy, { pointer, value }) : copy,
    without,
  );
  const isSame = full === json && (json === undefined || indent === undefined);
  const written = text ?? (isSame ? right : JSON.stringify(full, null, indent));
  return replace.reduce((copy, [from, to]) => copy.replaceAll(new RegExp(from, "g"), to), written);
}

/** Replaces the placeholders of a value, at every depth. */
function filled(value: unknown, values: Record<string, string>, body: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, values, body));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values, body)]));
  if (typeof value !== "string") return value;
  const [, pointer] = /^\{\{(\/.*|body)\}\}$/.exec(value) ?? [];
  if (pointer !== undefined) return pointer === "body" ? body : valueAt(body, pointer);
  return value.replaceAll(/\{\{(\w+)\}\}/g, (all, name: string) => values[name] ?? all);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
