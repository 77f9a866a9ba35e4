import type { Reference } from "../contract/read-reference.ts";
import type { Page } from "./layout.ts";
import { markdownPage } from "./markdown.ts";
import { resolveMarks } from "./marks.ts";

/** A guide in Markdown. Its first line is its title, and its marks lead to the contract. */
export function guidePage(reference: Reference, { folder, text }: { folder: string; text: string }): Page {
  const [, title = folder] = /^# (.+)$/m.exec(text) ?? [];
  return { folder, title, content: markdownPage(resolveMarks(reference, text, `guides/${folder}.md`)) };
}
