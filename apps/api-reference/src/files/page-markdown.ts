import { NodeHtmlMarkdown } from "node-html-markdown";
import { addressOf, type Page } from "../pages/layout.ts";

const converter = new NodeHtmlMarkdown({ bulletMarker: "-" });

/** Writes the content of a page as Markdown, for language models and terminals. */
export function pageMarkdown({ folder, content }: Page): string {
  const file = addressOf(folder).split("/").at(-1);
  const html = content.text
    // Code cannot have a bold part in Markdown.
    .replaceAll(/<code class="key">(.*?)<\/code>/gs, (key) => key.replaceAll(/<\/?(b|span)>/g, ""))
    // A drawing becomes its description.
    .replaceAll(/<svg[^>]*aria-label="([^"]*)".*?<\/svg>/gs, "<p>$1</p>")
    .replaceAll(/<a class="link".*?<\/a>/gs, "")
    // The converter drops a line break after code.
    .replaceAll("</code>\n", "</code> ");
  return `${converter.translate(html).replaceAll("](#", `](${file}#`)}\n`;
}
