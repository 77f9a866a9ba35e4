import type { Explainer } from "@integrations-api/explain";
import { type Catalogue, valueAt } from "@integrations-api/scenarios";

/** A value that examples show, and the scenarios that contain it. */
export interface ShownValue {
  /** As JSON. */
  text: string;
  scenarios: string[];
}

const longest = 120;

/** Collects the scalar values of all examples by the anchor of their field, those in most scenarios first. */
export function readValues({ operations }: Catalogue, { explain }: Explainer): Map<string, ShownValue[]> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { name, schema, body } of operations.flatMap(({ scenarios, defaults }) => [...scenarios, ...defaults])) {
    if (schema === undefined) continue;
    for (const { pointer, anchor, meaning, isMissing } of explain(body, { schema })) {
      const value = valueAt(body, pointer);
      // What the contract says nothing about does not show what a field is like.
      if (anchor === undefined || meaning === undefined || isMissing || (typeof value === "object" && value !== null))
        continue;
      const text = JSON.stringify(value);
      if (text.length > longest) continue;
      const texts = found.get(anchor) ?? new Map<string, Set<string>>();
      found.set(anchor, texts.set(text, (texts.get(text) ?? new Set()).add(name)));
    }
  }
  return new Map([...found].map(([anchor, texts]) => [anchor, toValues(texts)]));
}

function toValues(texts: Map<string, Set<string>>): ShownValue[] {
  return [...texts]
    .map(([text, scenarios]) => ({ text, scenarios: [...scenarios] }))
    .toSorted((one, other) => other.scenarios.length - one.scenarios.length);
}
