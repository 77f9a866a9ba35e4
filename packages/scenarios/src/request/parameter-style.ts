import type { Parameter } from "../contract/catalogue.ts";
import { isJson } from "../contract/media-type.ts";

/** The name and text pairs that send a parameter: one, or several for an exploded list or object. */
export function writeParameter(parameter: Parameter, value: unknown): [name: string, text: string][] {
  const { name, style, explode, contentType } = parameter;
  if (contentType !== undefined) return [[name, isJson(contentType) ? JSON.stringify(value) : String(value)]];
  if (typeof value !== "object" || value === null) return [[name, prefixOf(parameter) + String(value)]];

  if (style === "deepObject") return inBrackets(name, value);
  const parts = Object.entries(value).map(([key, part]): [string, string] => [key, String(part)]);
  if (style === "form" && explode) return parts.map(([key, part]) => [Array.isArray(value) ? name : key, part]);

  const texts = Array.isArray(value)
    ? parts.map(([, part]) => part)
    : explode
      ? parts.map(([key, part]) => `${key}=${part}`)
      : parts.flat();
  return [[name, prefixOf(parameter) + texts.join(separatorOf(parameter))]];
}

function inBrackets(name: string, value: unknown): [name: string, text: string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]) =>
    inBrackets(`${name}[${Array.isArray(value) ? "" : key}]`, part),
  );
}

/** Splits the text of a list or an object. In an object, each key comes before its value. */
export function splitParameter(parameter: Parameter, text: string): string[] {
  const value = withoutPrefix(parameter, text);
  const parts = value === "" ? [] : value.split(separatorOf(parameter));
  // A header may have spaces around the commas of its list.
  return parameter.in === "header" ? parts.map((part) => part.trim()) : parts;
}

export function withoutPrefix(parameter: Parameter, text: string): string {
  const prefix = prefixOf(parameter);
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function prefixOf({ name, style }: Parameter): string {
  if (style === "label") return ".";
  return style === "matrix" ? `;${name}=` : "";
}

function separatorOf(parameter: Parameter): string {
  const { style, explode } = parameter;
  if (style === "spaceDelimited") return " ";
  if (style === "pipeDelimited") return "|";
  if (style === "label" && explode) return ".";
  return style === "matrix" && explode ? prefixOf(parameter) : ",";
}
