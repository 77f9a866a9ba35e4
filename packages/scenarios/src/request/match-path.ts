import type { Catalogue, CatalogueOperation } from "../contract/catalogue.ts";
import { decodePercent } from "../contract/percent-encoding.ts";

export interface Match {
  operation: CatalogueOperation;
  /** The values of the path's parameters, decoded. */
  values: Record<string, string>;
}

const parameter = /\{(.+?)\}/g;

/** Finds the operations of a path, concrete paths first. */
export function matchPath(catalogue: Catalogue, path: string): Match[] {
  const matches = catalogue.operations.flatMap((operation) => {
    const values = matchTemplate(operation.path, path);
    return values ? [{ operation, values }] : [];
  });
  const literalsOf = ({ operation }: Match): number => decodePercent(operation.path.replaceAll(parameter, "")).length;
  return matches.toSorted((one, other) => literalsOf(other) - literalsOf(one));
}

/** Fills an operation's path with encoded values. */
export function fillPath(template: string, values: Record<string, unknown>): string {
  return template
    .split(parameter)
    .map((part, index) => (index % 2 === 0 ? encodeURI(decodePercent(part)) : encodeURIComponent(String(values[part]))))
    .join("");
}

/** The values of a template's parameters in a path that it matches. */
export function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const patterns = patternsOf(template);
  const segments = path.split("/");
  if (patterns.length !== segments.length) return undefined;

  const values: [name: string, value: string][] = [];
  for (const [index, { names, pattern }] of patterns.entries()) {
    const found = pattern.exec(decodePercent(segments[index] ?? ""));
    if (!found) return undefined;
    for (const [place, name] of names.entries()) values.push([name, found[place + 1] ?? ""]);
  }
  return Object.fromEntries(values);
}

/** What a segment of a path has to look like. */
interface SegmentPattern {
  names: string[];
  pattern: RegExp;
}

/** By template, because a server matches the same few with every request. */
const known = new Map<string, SegmentPattern[]>();

function patternsOf(template: string): SegmentPattern[] {
  const patterns = known.get(template) ?? template.split("/").map(toPattern);
  known.set(template, patterns);
  return patterns;
}

/** Parameters may be anywhere in a segment: `{name}.json`, `{id}:cancel`, `{a}-{b}`. */
function toPattern(segment: string): SegmentPattern {
  const parts = segment.split(parameter);
  const source = parts.map((part, index) => (index % 2 === 0 ? escapePattern(decodePercent(part)) : "(.*?)")).join("");
  return { names: parts.filter((_, index) => index % 2 === 1), pattern: new RegExp(`^${source}$`, "su") };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
