import { headerOf, type ReceivedResponse } from "./exchange.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A JSON body, or why it is not one. */
export type ReadJson = { kind: "json"; value: unknown } | { kind: "broken"; reason: string };

const alreadyRead = new WeakMap<Uint8Array, ReadJson>();

/** Reads JSON as RFC 8259 defines it: in UTF-8, without a byte order mark or repeated names. */
export function readJson({ body }: ReceivedResponse): ReadJson {
  const read = alreadyRead.get(body) ?? parse(body);
  alreadyRead.set(body, read);
  return read;
}

function parse(body: Uint8Array): ReadJson {
  const text = decode(body);
  if (text === undefined) return { kind: "broken", reason: "is not UTF-8" };
  if (text.startsWith("\uFEFF")) return { kind: "broken", reason: "starts with a byte order mark" };
  if (text === "") return { kind: "broken", reason: "is empty" };
  try {
    const value: unknown = JSON.parse(text);
    return repeatsName(text) ? { kind: "broken", reason: "repeats a name in an object" } : { kind: "json", value };
  } catch {
    return { kind: "broken", reason: "is not JSON" };
  }
}

/** Readers differ in which of the values they take. Outside of texts, a colon follows only a name. */
function repeatsName(text: string): boolean {
  const objects: Set<unknown>[] = [];
  let name = "";
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === "{") objects.push(new Set());
    else if (token === "}") objects.pop();
    else if (token !== ":") name = token;
    else if (objects.at(-1)!.size === objects.at(-1)!.add(JSON.parse(name)).size) return true;
  }
  return false;
}

/** The JSON of a response, if it is well-formed and declared as JSON. */
export function jsonOf(response: ReceivedResponse | undefined): unknown {
  if (!response || response.fault !== undefined) return undefined;
  if (!isJsonType(headerOf(response, "content-type") ?? "")) return undefined;
  const read = readJson(response);
  return read.kind === "json" ? read.value : undefined;
}

export function isJsonType(contentType: string): boolean {
  return /^([^;]+\/json|[^;]+\+json)\s*(;|$)/i.test(contentType.trim());
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
