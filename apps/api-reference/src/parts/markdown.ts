import { Html, html } from "@integrations-api/scenarios/page";
import { Marked } from "marked";

const marked = new Marked({ async: false, gfm: true });
// A description is text: what looks like an element in it is shown, not used.
marked.use({
  renderer: {
    html: ({ text }) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
    // Without the renderer's own markup, only the text of the link is left.
    link({ href, tokens }) {
      return isSafe(href) ? false : this.parser.parseInline(tokens);
    },
    // Our pages load nothing from other hosts.
    image: ({ href, text }) => (isSafe(href) ? html`<a href="${href}">${text || href}</a>`.text : text),
  },
});

function isSafe(address: string): boolean {
  return !/^[a-z][a-z\d+.-]*:/i.test(address) || /^(https?|mailto):/i.test(address);
}

/** Renders Markdown. Its headings of the second level become such of the level that is given. */
export function markdown(text: string, { headings = 3 } = {}): Html {
  const tokens = marked.lexer(text);
  for (const token of tokens) if (token.type === "heading") token.depth = Math.min(6, token.depth + headings - 2);
  return new Html(marked.parser(tokens));
}

/** Renders the Markdown of a whole page, whose headings can be linked to. */
export function markdownPage(text: string): Html {
  const { text: rendered } = markdown(text, { headings: 2 });
  return new Html(
    rendered.replaceAll(/<h([2-6])>(.*?)<\/h\1>/g, (_, level: string, title: string) => {
      return `<h${level} id="${toSlug(title)}">${title}</h${level}>`;
    }),
  );
}

/** Renders Markdown of one paragraph without the paragraph. */
export function inline(text: string): Html {
  return new Html(marked.parseInline(text) as string);
}

function toSlug(title: string): string {
  const words =
    title
      .replaceAll(/<[^>]*>|&[^;]*;/g, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-");
}
