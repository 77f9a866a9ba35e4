import type { Parameter } from "./catalogue.ts";
import { isJson } from "./media-type.ts";

/** How a value is written. */
export type Written = Pick<Parameter, "name" | "in" | "style" | "explode" | "contentType">;

/** The name and text pairs that send a parameter: one, or several for an exploded list or object. */
export function writeParameter(parameter: Written, value: unknown): [name: string, text: string][] {
  const { name, style, explode, contentType } = parameter;
  if (contentType !== undefined) return [[name, isJson(contentType) ? JSON.stringify(value) : String(value)]];
  if (typeof value !== "object" || value === null) return [[name, prefixOf(parameter) + String(value)]];

  if (style === "deepObject") return inBrackets(name, value);
  const parts = Object.entries(value).map(([key, part]): [string, string] => [key, textOf(part)]);
  if (style === "form" && explode) return parts.map(([key, part]) => [Array.isArray(value) ? name : key, part]);

  const kind = Array.isArray(value) ? "list" : "object";
  const texts =
    kind === "list"
      ? parts.map(([, part]) => part)
      : explode
        ? parts.map(([key, part]) => `${key}=${part}`)
        : parts.flat();
  return [[name, prefixOf(parameter, kind) + texts.join(separatorOf(parameter, kind))]];
}

/** The text of a part: an object within a list or another object is JSON. */
export function textOf(part: unknown): string {
  return typeof part === "object" && part !== null ? JSON.stringify(part) : String(part);
}

function inBrackets(name: string, value: unknown): [name: string, text: string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => {
    // The parts of an object in a list belong together.
    const isPlain = Array.isArray(value) && (typeof part !== "object" || part === null);
    return inBrackets(`${name}[${isPlain ? "" : key}]`, part);
  });
}

/** Splits the text of a list or an object. In an object, each key comes before its value. */
export function splitParameter(parameter: Written, text: string, kind: "list" | "object"): string[] {
  const value = withoutPrefix(parameter, text, kind);
  const parts = value === "" ? [] : value.split(separatorOf(parameter, kind));
  // A header may have spaces around the commas of its list.
  return parameter.in === "header" ? parts.map((part) => part.trim()) : parts;
}

export function withoutPrefix(parameter: Written, text: string, kind?: "list" | "object"): string {
  const prefix = prefixOf(parameter, kind);
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function prefixOf({ name, style, explode }: Written, kind?: "list" | "object"): string {
  if (style === "label") return ".";
  if (style !== "matrix") return "";
  return explode && kind === "object" ? ";" : `;${name}=`;
}

function separatorOf(parameter: Written, kind: "list" | "object"): string {
  const { style, explode } = parameter;
  if (style === "spaceDelimited") return " ";
  if (style === "pipeDelimited") return "|";
  if (style === "label" && explode) return ".";
  return style === "matrix" && explode ? prefixOf(parameter, kind) : ",";
}
