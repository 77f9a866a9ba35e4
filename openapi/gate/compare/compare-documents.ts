import { childOf, childPair, childrenOf, isSame, type Node, type Place, rootOf } from "../document/place.ts";
import { reachableFrom } from "../document/references.ts";
import { finding, type Findings } from "../finding.ts";
import { compareComponents } from "./compare-components.ts";
import { compareFields } from "./compare-fields.ts";
import { compareCallbackItems, comparePaths } from "./compare-paths.ts";
import type { Context, Visits } from "./visits.ts";

const handled = ["openapi", "info", "servers", "security", "paths", "webhooks", "components"];

/** Every difference that a rule names, as seen from the operations, then from the names of the components. */
export function* compareDocuments(base: Node, revision: Node, visits: Visits): Findings {
  const root = { base: rootOf(base), revision: rootOf(revision) };
  const context: Context = { visits, direction: "request", selects: [] };
  visits.use(root, "request");

  const version = childPair(root, "openapi");
  if (!isSame(version)) yield finding("openapi-version-changed", version, `\`${String(version.revision.value)}\``);
  // The version of the contract follows from the rating, so it is not rated.
  yield* compareFields(childPair(root, "info"), ["version"]);
  yield* compareFields(root, handled);

  const inOperations = [
    ...comparePaths(childPair(root, "paths"), context),
    ...compareCallbackItems(childPair(root, "webhooks"), { ...context, direction: "response" }),
  ];
  yield* inOperations;

  const dropped = inOperations.filter(({ rule }) => rule === "error-status-removed").map(({ base }) => base);
  yield* compareComponents(childPair(root, "components"), usedOnlyBy(dropped, root.base), context);
}

/** The components that only these places use. They disappear from a bundle together with them. */
function usedOnlyBy(places: Place[], root: Place): Set<string> {
  const pointers = places.map(({ pointer }) => pointer);
  const others = ["paths", "webhooks"].flatMap((key) => [...placesBelow(childOf(root, key), pointers)]);
  return reachableFrom(places).difference(reachableFrom(others));
}

/** The largest parts of a place that do not contain the places left out. */
function* placesBelow(place: Place, leftOut: string[]): Generator<Place> {
  if (leftOut.includes(place.pointer)) return;
  if (!leftOut.some((pointer) => pointer.startsWith(`${place.pointer}/`))) return yield place;
  for (const [, child] of childrenOf(place)) yield* placesBelow(child, leftOut);
}
