/** The part of Redocly's rule API that our rules use; the CLI does not ship types. */
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
  type: { name: string; extensionsPrefix?: string };
  parent: unknown;
  report(problem: { message: string; location: Location }): void;
  resolve(node: unknown, from?: string): Resolved;
}

export type Node = Record<string, unknown>;
export type Visit = (node: Node, context: Context) => void;

/** A node, and where it is defined. */
export interface Place {
  node: Node;
  at: Location;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows a `$ref`, and keeps track of where its target is defined. Another rule reports broken ones. */
export function follow(value: unknown, at: Location, context: Context): Place | undefined {
  if (!isNode(value)) return undefined;
  if (typeof value["$ref"] !== "string") return { node: value, at };

  const { node, location } = context.resolve(value, at.source.absoluteRef);
  return isNode(node) && location ? { node, at: location } : undefined;
}

/** Identifies a place, however it was reached. */
export function idOf({ source, pointer }: Location): string {
  return source.absoluteRef + pointer;
}
