import type { Rating } from "../rate-documents.ts";
import { countLevels, textChanges } from "./summarize.ts";

/** One JSON object. Scripts read `rating`, so it comes first. */
export function toJson({ rating, version, changes }: Rating): string {
  const readThese = textChanges(changes).map(({ pointer }) => pointer);
  return JSON.stringify({ rating, version, summary: countLevels(changes), readThese, changes }, null, 2);
}
