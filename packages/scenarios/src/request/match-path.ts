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
  const templates = template.split("/");
  const segments = path.split("/");
  if (templates.length !== segments.length) return undefined;

  const matches = templates.map((part, index) => matchSegment(part, decodePercent(segments[index] ?? "")));
  const values = matches.flatMap((match) => match ?? []);
  return matches.includes(undefined) ? undefined : Object.fromEntries(values);
}

/** Parameters may be anywhere in a segment: `{name}.json`, `{id}:cancel`, `{a}-{b}`. */
function matchSegment(template: string, segment: string): [name: string, value: string][] | undefined {
  const parts = template.split(parameter);
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escapePattern(decodePercent(part)) : "(.*?)")).join("");
  const found = new RegExp(`^${pattern}$`, "su").exec(segment);
  if (!found) return undefined;

  const names = parts.filter((_, index) => index % 2 === 1);
  return names.map((name, index) => [name, found[index + 1] ?? ""]);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
