import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { readReference } from "../src/contract/read-reference.ts";
import { readTree } from "../src/contract/read-tree.ts";
import { guidePage } from "../src/pages/guide-page.ts";
import { resolveMarks } from "../src/parts/marks.ts";
import { contractFile } from "./contract.ts";

const reference = await readReference(contractFile);
const guide = { folder: "config", file: "guides/config.md" };
const resolve = (text: string): string => resolveMarks(reference, text, "guides/limits.md");

test.each([
  ["{{field:Integration.sharing}}", "[`Integration.sharing`](../index.html#Integration.sharing)"],
  ["{{schema:Team}}", "[`Team`](../index.html#Team)"],
  ["{{error:404}}", "[`404`](../errors/index.html#404)"],
  ["{{header:retry-after}}", "[`retry-after`](../index.html#getIntegration.headers.retry-after)"],
  ["{{scenario:rate-limited}}", "[`rate-limited`](../testing/index.html#rate-limited)"],
  ["{{placeholder}}", "{{placeholder}}"],
])("resolves %s", (mark, expected) => {
  expect(resolve(`See ${mark}.`)).toBe(`See ${expected}.`);
});

test("quotes the contract", () => {
  const { sections } = reference;
  const { description } = sections.find(({ name }) => name === "Team")!;

  expect(resolve("{{quote:schema:Team}}")).toBe(description.trim());
});

test.each([
  ["{{field:Integration.nothing}}", 'the contract has no field called "Integration.nothing"'],
  ["{{schema:Nothing}}", 'the contract has no schema called "Nothing"'],
  ["{{error:418}}", 'the contract has no error called "418"'],
  ["{{error:200}}", 'the contract has no error called "200"'],
  ["{{error:constructor}}", 'the contract has no error called "constructor"'],
  ["{{header:nothing}}", 'the contract has no header called "nothing"'],
  ["{{scenario:nothing}}", 'the contract has no scenario called "nothing"'],
  ["{{quote:field:Nothing}}", 'the contract has no field called "Nothing"'],
])("fails on %s, and names the file", (mark, reason) => {
  expect(() => resolve(mark)).toThrow(new Error(`guides/limits.md: ${reason}. Correct ${mark}.`));
});

test("draws every schema that a diagram shows, and describes it in words", () => {
  const { content } = guidePage(reference, {
    ...guide,
    text: "# A\n\n{{diagram:IntegrationConfig}}\n\nB",
  });

  const [, described = ""] = /aria-label="([^"]*)"/.exec(content.text) ?? [];
  const drawn = [...content.text.matchAll(/<tspan [^>]*>(\w+)<\/tspan>/g)].map(([, name]) => name);
  expect(drawn).toEqual(described.match(/\b[A-Z]\w+/g));
  expect(described).toContain("pagination: Pagination (page: PagePagination, ");
  expect(described).toContain("resources.*: Resource (*: ResourceMethod)");
});

test("ends the tree of a schema that contains itself", () => {
  const Folder = { properties: { parent: { $ref: "#/components/schemas/Folder" } } };

  expect(readTree({ components: { schemas: { Folder } } }, "Folder").children).toEqual([
    { key: "parent", name: "Folder", children: [] },
  ]);
});

test("fails on a diagram of a schema that the contract does not have", () => {
  expect(() => guidePage(reference, { ...guide, text: "{{diagram:Nothing}}" })).toThrow(
    new Error('guides/config.md: the contract has no schema called "Nothing". Correct {{diagram:Nothing}}.'),
  );
});

test.each([
  "{{feild:Integration.sharing}}",
  "{{ error:429 }}",
  "{{error:}}",
  "{{Field:Team}}",
  "{{constructor:Team}}",
  "{{quote:diagram:Team}}",
  "See {{diagram:Team}}.",
])("refuses %s as a mark", (mark) => {
  const [shown] = /\{\{.*\}\}/.exec(mark)!;

  expect(() => guidePage(reference, { ...guide, text: mark })).toThrow(
    `guides/config.md: ${shown} is not a mark. Write`,
  );
});

test("gives equal headings different addresses", () => {
  const { content } = guidePage(reference, { ...guide, text: "## Try it\n\n{{diagram:Team}}\n\n## Try it" });

  expect(content.text.match(/id="[^"]+"/g)).toEqual(['id="try-it"', 'id="try-it-2"']);
});

test("reads every scenario of the contract", () => {
  const names = readCatalogue(reference.document).operations.flatMap(({ scenarios }) =>
    scenarios.map(({ name }) => name),
  );

  expect(names.filter((name) => resolve(`{{scenario:${name}}}`).includes("{{"))).toEqual([]);
});
