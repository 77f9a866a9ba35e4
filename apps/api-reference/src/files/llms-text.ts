import { asJson, namedSchemas } from "../contract/follow.ts";
import { toAnchor } from "../contract/to-anchor.ts";
import type { Reference } from "../contract/read-reference.ts";
import { markdownOf, type Page } from "../pages/layout.ts";

/** A summary for language models: what this is, and where to find what. */
export function llmsText({ document, catalogue }: Reference, pages: Page[]): string {
  const { title, summary } = asJson(document["info"]);
  const operations = catalogue.operations.map(({ method, path, summary: text, operationId }) => {
    return `- [${method} ${path}](index.html#${toAnchor(operationId)}): ${text}`;
  });
  return `# ${String(title)}

> ${String(summary ?? "")} Unofficial: the vendor neither wrote nor reviewed it.

## Operations

${operations.join("\n")}

## Pages, in Markdown

${pages.map((page) => `- [${page.title}](${markdownOf(page)})`).join("\n")}

## Files

- [openapi.yaml](openapi.yaml): the contract, as OpenAPI 3.1, with every example
- [openapi.json](openapi.json): the same as JSON
- [schemas/](schemas/${Object.keys(namedSchemas(document))[0]}.json): one JSON Schema for each type, by its name
- [search.json](search.json): every field, error and scenario, with its address
`;
}
