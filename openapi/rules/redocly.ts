/** The part of Redocly's rule API that our rules use; the CLI ships no types. */
export interface Location {
  source: { absoluteRef: string };
  pointer: string;
  child(path: (string | number)[]): Location;
  key(): Location;
}

export interface Resolved {
  node: unknown;
  location?: Location;
}

export interface Context {
  location: Location;
  type: { name: string };
  parent: unknown;
  report(problem: { message: string; location: Location }): void;
  resolve(node: unknown, from?: string): Resolved;
}

export type Node = Record<string, unknown>;
export type Visit = (node: Node, context: Context) => void;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows a `$ref`, and keeps where the thing it leads to is written. A broken one is another rule's business. */
export function follow(value: unknown, at: Location, context: Context): { node: Node; at: Location } | undefined {
  if (!isNode(value)) return undefined;
  if (typeof value["$ref"] !== "string") return { node: value, at };

  const { node, location } = context.resolve(value, at.source.absoluteRef);
  return isNode(node) && location ? { node, at: location } : undefined;
}

/** A schema below `if`, `then`, `else` or `not` restricts one that is described elsewhere. */
export function isRestriction(location: Location): boolean {
  return /(?<!properties)\/(if|then|else|not)(\/|$)/.test(location.pointer);
}
