import { type Html, html } from "@integrations-api/scenarios/page";
import { namedSchemas } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";
import { readTree } from "../contract/read-tree.ts";
import { renderDiagram } from "../parts/diagram.ts";
import type { Page } from "./layout.ts";
import { markdown, withHeadingIds } from "../parts/markdown.ts";
import { resolveMarks, unknownMark } from "../parts/marks.ts";

/** A guide, or a README. */
export interface Guide {
  folder: string;
  /** Where its text is, for messages. */
  file: string;
  text: string;
}

/** A guide in Markdown. Its first line is its title, and its marks lead to the contract. */
export function guidePage(reference: Reference, { folder, file, text }: Guide): Page {
  const [, title = folder] = /^# (.+)$/m.exec(text) ?? [];
  // Every second part is the name of a schema.
  const parts = text.split(/^\{\{diagram:([^{}]+)\}\} *$/m);
  const content = parts.map((part, index) => {
    return index % 2 === 0
      ? markdown(resolveMarks(reference, part, file), { headings: 2 })
      : diagramOf(reference, part, file);
  });
  return { folder, title, content: withHeadingIds(html`${content}`) };
}

function diagramOf({ document }: Reference, name: string, file: string): Html {
  if (!Object.hasOwn(namedSchemas(document), name))
    throw unknownMark(file, `{{diagram:${name}}}`, `schema called "${name}"`);
  return renderDiagram(readTree(document, name));
}
