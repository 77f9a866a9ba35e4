import { Html } from "@integrations-api/scenarios/page";
import { Marked } from "marked";

const marked = new Marked({ async: false, gfm: true });
// A description is text: what looks like an element in it is shown, not used.
marked.use({ renderer: { html: ({ text }) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;") } });

/** Renders Markdown, with headings below those of the page. */
export function markdown(text: string, { headings = 3 } = {}): Html {
  const tokens = marked.lexer(text);
  const deeper = marked.walkTokens(tokens, (token) => {
    if (token.type === "heading") token.depth = Math.min(6, token.depth + headings - 2);
  });
  void deeper;
  return new Html(marked.parser(tokens));
}

/** Renders Markdown of one paragraph without the paragraph. */
export function inline(text: string): Html {
  return new Html(marked.parseInline(text) as string);
}
