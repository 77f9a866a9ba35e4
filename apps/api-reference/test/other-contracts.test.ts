import { fileURLToPath } from "node:url";
import { createExplainer } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { readReference } from "../src/contract/read-reference.ts";
import { toJsonSchemas } from "../src/files/json-schemas.ts";
import { pageMarkdown } from "../src/files/page-markdown.ts";
import { authenticationPage } from "../src/pages/authentication-page.ts";
import { errorsPage } from "../src/pages/errors-page.ts";
import { frontPage } from "../src/pages/front-page.ts";
import { guidePage } from "../src/pages/guide-page.ts";
import { addressOf } from "../src/pages/layout.ts";
import { searchIndex } from "../src/pages/search-index.ts";
import { testingPage } from "../src/pages/testing-page.ts";
import { resolveLink, valuesOf } from "./built-pages.ts";

const reference = await readReference(fileURLToPath(new URL("contracts/inline.yaml", import.meta.url)));
const pages = [frontPage, errorsPage, authenticationPage, testingPage].map((toPage) => toPage(reference));
const textOf = (folder: string): string => pages.find((page) => page.folder === folder)!.content.text;
const idsOf = (folder: string): string[] => valuesOf(textOf(folder), "id");
const front = textOf("").replaceAll(/\s+/g, " ");

test.each(pages)("has no broken link and no duplicate id on $title", ({ folder, content }) => {
  const ids = idsOf(folder);
  const broken = valuesOf(content.text, "href").filter((link) => {
    const { file, anchor } = resolveLink(addressOf(folder), link);
    const target = pages.find((page) => addressOf(page.folder) === file);
    return target && anchor !== "" && !idsOf(target.folder).includes(anchor);
  });

  expect(broken).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each([
  [
    { method: "post", path: "/dogs" },
    { name: 1, home: { street: 1 }, weight: -1 },
  ],
  [{ method: "get", path: "/dogs", status: 200 }, [{ name: 1 }]],
  [{ method: "get", path: "/dogs", status: 404 }, { reason: 1 }],
])("has the address that explain gives for each value of %j", (place, body) => {
  const anchors = createExplainer(reference.document)
    .explain(body, place)
    .map(({ anchor }) => anchor);

  expect(anchors).not.toContain(undefined);
  expect(anchors.filter((anchor) => !idsOf("").includes(anchor!))).toEqual([]);
});

test("has the address of every field that explain knows", () => {
  const fields = createExplainer(reference.document)
    .outline()
    .flatMap(({ anchor, fields }) => [anchor, ...fields.map((one) => one.anchor)]);

  expect(fields).toContain("Extra.pin");
  expect(fields.filter((anchor) => !idsOf("").includes(anchor))).toEqual([]);
  expect(textOf("authentication")).toContain('href="../index.html#Extra.pin"');
});

test("refers to a part of a schema in its file", () => {
  const { properties } = JSON.parse(toJsonSchemas(reference.document, undefined).get("Kennel.json")!);

  expect(properties.nick.$ref).toBe("Weight.json#/minimum");
});

test("finds fields, parameters, headers and the headings of guides", () => {
  const text = "# A guide\n\n## How long to wait\n\nRead `retry-after`.";
  const guide = guidePage(reference, { folder: "limits", file: "guides/limits.md", text });

  const entries = searchIndex(reference, [...pages, guide]);

  expect(entries).toContainEqual(["sizes", "index.html#dropDogs.sizes", ""]);
  expect(entries).toContainEqual(["total", "index.html#get%20%2Fdogs.headers.total", ""]);
  expect(entries).toContainEqual(["How long to wait", "limits/index.html#how-long-to-wait", "Read retry-after ."]);
  expect(entries).toContainEqual(["4XX", "errors/index.html#4XX", "Your mistake."]);
});

test("writes Markdown with the words of a drawing, and blanks around code", () => {
  const text = "A `b`\nc.\n\n{{diagram:Kennel}}";

  const page = guidePage(reference, { folder: "a", file: "guides/a.md", text });

  expect(pageMarkdown(page)).toBe("A `b` c.\n\nKennel (alias: Alias)\n");
});

test("shows a parameter of an operation instead of its path's", () => {
  expect(idsOf("").filter((id) => id.startsWith("dropDogs."))).toEqual([
    "dropDogs.sort",
    "dropDogs.sizes",
    "dropDogs.filter",
    "dropDogs.header.sizes",
    "dropDogs.curl",
    "dropDogs.fetch",
    "dropDogs.client",
  ]);
});

test.each([
  ["a type behind a reference", 'query, <a href="#SortOrder">SortOrder</a>'],
  [
    "the values of a list",
    "list of <code>small</code> or <code>large</code>, number of entries at most <code>2</code>",
  ],
  ["the values of a schema", "One of <code>name</code> or <code>-name</code>."],
  ["a deprecated parameter and operation", '<span class="mark">deprecated</span>'],
  ["every media type of a response", "fields</a>) or string</td>"],
  ["the headers of a response", "Headers: <code>total</code>."],
  ["that no credential is needed", "Authentication: none."],
  ["the credential of an operation", 'Authentication: <a href="authentication/index.html#key">key</a>.'],
  ["how long a text may be", "string, length at least <code>2</code>, length at most <code>9</code>"],
  ["a pattern and a default", "matches <code>^\\d+$</code>, default <code>0000</code>"],
  ["which way a field travels", '<span class="mark">read-only</span>'],
  ["the example beside a reference", "<code>12</code>"],
  ["the type of a parameter with a media type", "query, list of integer"],
  ["links of a description, but no script", '<a href="https://kennel.test/rules">the rules</a>, not this '],
  ["pictures as links", '<a href="https://other.test/logo.png">logo</a>'],
  ["no scheme that is spelled with entities", "nor that "],
  ["the markup in the text of a picture as text", "&lt;i&gt;pic"],
  ["parts of a schema together", '<a href="#Weight">Weight</a> and <a href="#Extra">Extra</a>'],
  ["what an alias stands for", 'The same as <a href="#Extra">Extra</a>.'],
  ["elements of a description as text", "&lt;img src=x"],
  ["the alternatives of anyOf", "string or list of string"],
])("shows %s", (_, text) => {
  expect(front).toContain(text);
});
