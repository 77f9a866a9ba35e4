import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { toJsonSchemas } from "../src/files/json-schemas.ts";
import { distFolder, readPages, resolveLink } from "./built-pages.ts";
import { contract, contractFile } from "./contract.ts";

const read = (file: string): Promise<string> => readFile(join(distFolder, file), "utf8");

test("writes schemas that check every example", async () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  for (const [file, text] of toJsonSchemas(contract, "https://example.com/reference/"))
    ajv.addSchema(JSON.parse(text), file);
  const scenarios = readCatalogue(contract).operations.flatMap((operation) => operation.scenarios);

  const checked = scenarios.flatMap(({ name, schema = "", body }) => {
    const reference = schema
      .split("/")
      .slice(1)
      .reduce((node, key) => node?.[key.replaceAll("~1", "/")], contract)?.$ref;
    const validate = ajv.getSchema(`https://example.com/reference/schemas/${reference?.split("/").at(-1)}.json`);
    return validate ? [{ name, isValid: validate(body) }] : [];
  });

  expect(checked.filter(({ isValid }) => !isValid)).toEqual([]);
  expect(checked.length).toBeGreaterThan(20);
});

test("writes the schemas of the build without an address, so they work anywhere", async () => {
  const schema = JSON.parse(await read("schemas/Integration.json"));

  expect(schema).not.toHaveProperty("$id");
  expect(schema.properties.team.$ref).toBe("Team.json");
});

test("writes the contract unchanged, and the same as JSON", async () => {
  expect(await read("openapi.yaml")).toBe(await readFile(contractFile, "utf8"));
  expect(JSON.parse(await read("openapi.json"))).toEqual(contract);
});

test("links in llms.txt and search.json only to what is there", async () => {
  const pages = await readPages();
  const links = [...(await read("llms.txt")).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!);
  const entries: { href: string }[] = JSON.parse(await read("search.json"));

  const broken = [...links, ...entries.map(({ href }) => href)].filter((link) => {
    const { file, anchor } = resolveLink("index.html", link);
    const ids = pages.get(file)?.ids ?? [];
    return !existsSync(join(distFolder, file)) || (anchor !== "" && !ids.includes(decodeURIComponent(anchor)));
  });

  expect(broken).toEqual([]);
  expect(entries.length).toBeGreaterThan(200);
});

test("writes every page as Markdown too, and lists it in llms.txt", async () => {
  const pages = [...(await readPages()).keys()].map((path) => path.replace(/html$/, "md"));
  const texts = await Promise.all(pages.map(read));
  const llms = await read("llms.txt");

  expect(texts.filter((text) => !text.startsWith("# "))).toEqual([]);
  expect(pages.filter((path) => !llms.includes(`](${path})`))).toEqual([]);
  expect(await read("index.md")).toContain("\n`team.domain` string required");
});
