import { valueAt } from "@integrations-api/scenarios";
import { asJson, type Json } from "./read-document.ts";

/** Follows references, and keeps track of where they lead. */
export function follow(document: Json, start: unknown, at = "#"): { value: Json; pointer: string } {
  let value = asJson(start);
  let pointer = at;
  for (const seen = new Set<string>(); typeof value["$ref"] === "string" && !seen.has(pointer);) {
    seen.add(pointer);
    pointer = value["$ref"];
    value = asJson(valueAt(document, decodeURIComponent(pointer.slice(1))));
  }
  return { value, pointer };
}
