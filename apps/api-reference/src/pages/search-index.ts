import { withTitles } from "@integrations-api/scenarios/page";
import type { Reference } from "../contract/read-reference.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import { addressOf, type Page } from "./layout.ts";

/** Something that a reader may search for: its title, its address below the root, and what it is about. */
export type Entry = [title: string, href: string, text: string];

const longest = 120;

/** Lists what can be found: pages, operations, fields, errors and scenarios. */
export function searchIndex({ catalogue, sections }: Reference, pages: Page[]): Entry[] {
  const operations = withTitles(catalogue.operations);
  const scenarios = operations.flatMap((operation) => operation.scenarios);
  const statuses = [...new Set(scenarios.filter(({ status }) => status >= 400).map(({ status }) => String(status)))];
  const entries: Entry[] = [
    ...pages.map(({ folder, title }): Entry => [title, addressOf(folder), ""]),
    ...operations.map(({ title, operationId, method, path }): Entry => {
      return [title, `index.html#${toAnchor(operationId)}`, `${method} ${path}`];
    }),
    ...sections.flatMap(({ name, anchor, description, fields }): Entry[] => [
      [name, `index.html#${anchor}`, description],
      ...fields.map((field): Entry => {
        return [
          field.anchor,
          `index.html#${field.anchor}`,
          field.isSecret ? `secret ${field.description}` : field.description,
        ];
      }),
    ]),
    ...statuses.map((status): Entry => {
      return [status, `errors/index.html#${status}`, scenarios.find((one) => String(one.status) === status)!.summary];
    }),
    ...scenarios.map(({ name, summary }): Entry => [name, `testing/index.html#${toAnchor(name)}`, summary]),
  ];
  return entries.map(([title, href, text]) => [
    title,
    href,
    text.replaceAll("`", "").replaceAll(/\s+/g, " ").trim().slice(0, longest),
  ]);
}
