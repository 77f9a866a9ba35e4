import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { readReference } from "../src/contract/read-reference.ts";
import { readTree } from "../src/contract/read-tree.ts";
import { guidePage } from "../src/pages/guide-page.ts";
import { resolveMarks } from "../src/parts/marks.ts";
import { contractFile } from "./contract.ts";

const reference = await readReference(contractFile);
const resolve = (text: string): string => resolveMarks(reference, text, "guides/limits.md");

test.each([
  ["{{field:Integration.sharing}}", "[`Integration.sharing`](../index.html#Integration.sharing)"],
  ["{{schema:Team}}", "[`Team`](../index.html#Team)"],
  ["{{error:404}}", "[`404`](../errors/index.html#404)"],
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
  ["{{scenario:nothing}}", 'the contract has no scenario called "nothing"'],
  ["{{quote:field:Nothing}}", 'the contract has no field called "Nothing"'],
])("fails on %s, and names the file", (mark, reason) => {
  expect(() => resolve(mark)).toThrow(new Error(`guides/limits.md: ${reason}. Correct ${mark}.`));
});

test("draws every schema that a diagram shows, and describes it in words", () => {
  const { content } = guidePage(reference, { folder: "config", text: "# A\n\n{{diagram:IntegrationConfig}}\n\nB" });

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
  expect(() => guidePage(reference, { folder: "config", text: "{{diagram:Nothing}}" })).toThrow(
    new Error('guides/config.md: the contract has no schema called "Nothing". Correct {{diagram:Nothing}}.'),
  );
});

test("reads every scenario of the contract", () => {
  const names = readCatalogue(reference.document).operations.flatMap(({ scenarios }) =>
    scenarios.map(({ name }) => name),
  );

  expect(names.filter((name) => resolve(`{{scenario:${name}}}`).includes("{{"))).toEqual([]);
});
