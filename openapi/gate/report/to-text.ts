import type { Rating } from "../rate-documents.ts";
import type { Change } from "../rate.ts";
import { describeCounts, describeVersion, textChanges } from "./summarize.ts";

/** For a terminal. */
export function toText({ rating, version, changes }: Rating): string {
  const texts = textChanges(changes);
  const rated = changes.filter((change) => !texts.includes(change)).map(toEntry);
  const read = texts.map(({ pointer }) => `  ${pointer}`);
  return [
    `Rating: ${rating} (${describeCounts(changes)})`,
    describeVersion(version),
    ...(rated.length > 0 ? ["", ...rated] : []),
    ...(read.length > 0 ? ["", "Read these, because a weakened promise looks like any other edit:", ...read] : []),
  ].join("\n");
}

function toEntry({ level, rule, pointer, sentence }: Change): string {
  return `${level.padEnd(6)} ${sentence}\n       ${pointer || "/"} (${rule})`;
}
