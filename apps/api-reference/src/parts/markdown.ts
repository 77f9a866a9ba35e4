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
    image: ({ href, text }) => (isSafe(href) ? html`<a href="${href}">${text || href}</a>` : html`${text}`).text,
  },
});

/** A scheme may also be spelled with entities. */
function isSafe(address: string): boolean {
  return /^(https?|mailto):/i.test(address) || /^[^:&]*([/?#]|$)/.test(address);
}

/** Renders Markdown. Its headings of the second level become such of the level that is given. */
export function markdown(text: string, { headings = 3 } = {}): Html {
  const tokens = marked.lexer(text);
  for (const token of tokens) if (token.type === "heading") token.depth = Math.min(6, token.depth + headings - 2);
  return new Html(marked.parser(tokens));
}

/** Gives each heading of a page an address. Equal ones are counted. */
export function withHeadingIds({ text }: Html): Html {
  const counts = new Map<string, number>();
  return new Html(
    text.replaceAll(/<h([2-6])>(.*?)<\/h\1>/g, (_, level: string, title: string) => {
      const slug = toSlug(title);
      const count = (counts.get(slug) ?? 0) + 1;
      counts.set(slug, count);
      return `<h${level} id="${count === 1 ? slug : `${slug}-${count}`}">${title}</h${level}>`;
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
