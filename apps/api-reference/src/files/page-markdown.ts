import { NodeHtmlMarkdown } from "node-html-markdown";
import { addressOf, type Page } from "../pages/layout.ts";

const converter = new NodeHtmlMarkdown({ bulletMarker: "-" });

/** Writes the content of a page as Markdown, for language models and terminals. */
export function pageMarkdown({ folder, content }: Page): string {
  const file = addressOf(folder).split("/").at(-1);
  // Code cannot have a bold part in Markdown.
  const html = content.text.replaceAll(/<code class="key">(.*?)<\/code>/gs, (key) =>
    key.replaceAll(/<\/?(b|span)>/g, ""),
  );
  return `${converter.translate(html).replaceAll("](#", `](${file}#`)}\n`;
}
