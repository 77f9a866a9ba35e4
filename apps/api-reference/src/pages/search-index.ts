import { withTitles } from "@integrations-api/scenarios/page";
import { declaredHeaders } from "../contract/declared-headers.ts";
import { declaredParameters } from "../contract/declared-parameters.ts";
import { declaredResponses, isError } from "../contract/declared-responses.ts";
import type { Json } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import { addressOf, type Page } from "./layout.ts";

/** Something that a reader may search for: its title, its address below the root, and what it is about. */
export type Entry = [title: string, href: string, text: string];

const longest = 120;

/** Lists what can be found: pages and their headings, operations, parameters, headers, fields, errors and scenarios. */
export function searchIndex({ document, catalogue, sections }: Reference, pages: Page[]): Entry[] {
  const operations = withTitles(catalogue.operations);
  const errors = operations.flatMap((one) => declaredResponses(document, one)).filter(({ status }) => isError(status));
  const entries: Entry[] = [
    ...pages.flatMap(headingsOf),
    ...operations.flatMap((operation): Entry[] => {
      const { title, operationId, method, path } = operation;
      const values = [
        ...declaredParameters(document, operation).map(({ anchor, parameter }) => ({ anchor, ...parameter })),
        ...declaredHeaders(document, operation).map(({ anchor, name, header }) => ({ anchor, ...header, name })),
      ].map((one: Json): Entry => [
        String(one["name"]),
        `index.html#${String(one["anchor"])}`,
        String(one["description"] ?? ""),
      ]);
      return [[title, `index.html#${toAnchor(operationId)}`, `${method} ${path}`], ...values];
    }),
    ...sections.flatMap(({ name, anchor, description, fields }): Entry[] => [
      [name, `index.html#${anchor}`, description],
      ...fields.map((field): Entry => {
        const text = field.isSecret ? `secret ${field.description}` : field.description;
        return [field.anchor, `index.html#${field.anchor}`, text];
      }),
    ]),
    ...errors.map(({ status, response }): Entry => {
      return [status, `errors/index.html#${status}`, String(response["description"] ?? "")];
    }),
    ...operations.flatMap(({ scenarios }) =>
      scenarios.map(({ name, summary }): Entry => [name, `testing/index.html#${toAnchor(name)}`, summary]),
    ),
  ];
  const shortened = entries.map(([title, href, text]): Entry => [title, href, toPlain(text).slice(0, longest)]);
  // Operations share errors.
  return [...new Map(shortened.map((entry) => [`${entry[0]} ${entry[1]}`, entry])).values()];
}

/** A page, and the headings in it with the start of what follows. Those of the front page are operations and schemas. */
function headingsOf({ folder, title, content }: Page): Entry[] {
  const address = addressOf(folder);
  const headings = folder === "" ? [] : content.text.matchAll(/<h[23] id="([^"]+)">(.*?)<\/h[23]>(.{0,600})/gs);
  return [
    [title, address, ""],
    ...Array.from(headings, ([, id, heading, text]): Entry => [toPlain(heading!), `${address}#${id}`, toPlain(text!)]),
  ];
}

/** A text without its markup, on one line. */
function toPlain(text: string): string {
  return text
    .replaceAll(/<[^>]*>?/g, " ")
    .replaceAll("`", "")
    .replaceAll(/&#?\w+;/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
