import type { BodyContent } from "../contract/catalogue.ts";
import { asJson, entries } from "../contract/follow-ref.ts";
import { propertyNames } from "../contract/schema-parts.ts";
import { splitParameter, textOf, writeParameter } from "../contract/parameter-style.ts";
import { keysIn, plant, toValue, type Tree } from "./read-value.ts";

type Pair = [name: string, text: string];

const multipart = /^multipart\/form-data\b/i;

/** Whether a media type is that of a form. */
export function isForm(contentType: string): boolean {
  return multipart.test(contentType) || /^application\/x-www-form-urlencoded\b/i.test(contentType);
}

/** Reads the fields of a form as the schema types them. */
export function readForm({ schema = {}, encoding = {} }: BodyContent, contentType: string, text: string): unknown {
  const root = asJson(schema);
  const names = propertyNames(root, root);
  const tree: Tree = new Map();
  for (const [name, value] of multipart.test(contentType) ? partsOf(contentType, text) : new URLSearchParams(text)) {
    const keys = names.includes(name) || !names.includes(keysIn(name)[0] ?? "") ? [name] : keysIn(name);
    const { [name]: written } = encoding;
    const isList = written !== undefined && !(written.style === "form" && written.explode);
    const values = isList ? splitParameter({ name, in: "query", ...written }, value, "list") : [value];
    for (const part of values) plant(tree, keys, part);
  }
  return toValue(tree, root, root);
}

/** Writes the fields of a form, and the media type that it is sent with. */
export function writeForm({ contentType, encoding = {} }: BodyContent, value: unknown): { type: string; text: string } {
  const pairs = entries(value).flatMap(([name, part]): Pair[] => {
    const { [name]: written } = encoding;
    if (written) return writeParameter({ name, in: "query", ...written }, part);
    return [part].flat().map((one) => [name, textOf(one)]);
  });
  if (!multipart.test(contentType)) return { type: contentType, text: String(new URLSearchParams(pairs)) };

  const parts = pairs.map(
    ([name, text]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return { type: `multipart/form-data; boundary=${boundary}`, text: `${parts.join("")}--${boundary}--\r\n` };
}

/** Unlikely to be in a value. */
const boundary = "form-boundary-4a4de828";

function partsOf(contentType: string, text: string): Pair[] {
  const [, separator = ""] = /\bboundary="?([^";]+)/i.exec(contentType) ?? [];
  return text.split(`--${separator}`).flatMap((part): Pair[] => {
    const [head = "", ...lines] = part.split("\r\n\r\n");
    const [, name] = /\bname="?([^";\r\n]*)/i.exec(head) ?? [];
    return name === undefined ? [] : [[name, lines.join("\r\n\r\n").replace(/\r\n$/, "")]];
  });
}
