import type { Rating } from "../rate-documents.ts";
import type { Change } from "../rate.ts";
import { describeCounts, describeVersion, textChanges } from "./summarize.ts";

/** For a pull request and the changelog. */
export function toMarkdown({ rating, version, changes }: Rating): string {
  const texts = textChanges(changes);
  const rated = changes.filter((change) => !texts.includes(change));
  return [
    `## Contract changes: ${rating}`,
    "",
    `${describeCounts(changes)}. ${describeVersion(version)}.`,
    ...(rated.length > 0 ? ["", ...toTable(rated)] : []),
    ...(texts.length > 0 ? ["", "### Read these", "", "A weakened promise looks like any other edit."] : []),
    ...texts.flatMap((change) => ["", ...toTextDiff(change)]),
    "",
  ].join("\n");
}

function toTable(changes: Change[]): string[] {
  const rows = changes.map(({ level, sentence, pointer, rule, redocly }) =>
    toRow([level, sentence, `\`${pointer || "/"}\``, `\`${rule}\``, redocly ?? "not seen"]),
  );
  return [
    toRow(["level", "change", "where", "rule", "`redocly diff` says"]),
    toRow(["---", "---", "---", "---", "---"]),
    ...rows,
  ];
}

function toRow(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function toTextDiff({ pointer, base, revision }: Change): string[] {
  const lines = [...toLines("- ", base), ...toLines("+ ", revision)];
  // A fence inside a description must not end this one.
  const longest = Math.max(2, ...lines.map((line) => /`{3,}/.exec(line)?.[0].length ?? 0));
  const fence = "`".repeat(longest + 1);
  return [`\`${pointer}\``, "", `${fence}diff`, ...lines, fence];
}

function toLines(sign: string, text: unknown): string[] {
  if (text === undefined) return [];
  return String(text)
    .trimEnd()
    .split("\n")
    .map((line) => sign + line);
}
