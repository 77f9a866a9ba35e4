import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { extensions } from "../rules/extension-shape.ts";
import contractPlugin from "../rules/plugin.ts";

const page = await readFile(new URL("../extensions.md", import.meta.url), "utf8");
const ruleTable = await readFile(new URL("../rules/README.md", import.meta.url), "utf8");
const config = parse(await readFile(new URL("../redocly.yaml", import.meta.url), "utf8"));
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ name: text.split("\n")[0]!, text }));
const rules = Object.keys(contractPlugin().rules.oas3);

test("documents every extension and no other", () => {
  expect(sections.map(({ name }) => name).toSorted()).toEqual(Object.keys(extensions).toSorted());
});

test.each(sections)("says where $name is allowed", ({ name, text }) => {
  const [, on = ""] = /^\*\*On:\*\* (.+)$/m.exec(text) ?? [];

  expect(on.match(/\b[A-Z]\w+/g)?.toSorted()).toEqual(extensions[name]!.on.toSorted());
});

test.each(sections)("documents every key of $name and no other", ({ name, text }) => {
  const documented = [...text.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key);

  expect(documented.toSorted()).toEqual(Object.keys(extensions[name]!.schema["properties"] ?? {}).toSorted());
});

test.each(sections)("shows a valid example of $name", ({ name, text }) => {
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const values: unknown[] = [];
  parse(yaml, (key, value) => {
    if (key === name) values.push(value);
    return value;
  });

  expect(values).toHaveLength(1);
  expect(new Ajv2020({ strict: false }).validate(extensions[name]!.schema, values[0])).toBe(true);
});

test("lists every lint rule of ours, and only rules that exist and are on", () => {
  const named = [...(page + ruleTable).matchAll(/`contract\/([a-z-]+)`/g)].map(([, rule]) => rule);
  const on = Object.keys(config.rules).flatMap((rule) => /^contract\/(.+)$/.exec(rule)?.[1] ?? []);

  expect([...new Set(named)].toSorted()).toEqual(rules.toSorted());
  expect(on.toSorted()).toEqual(rules.toSorted());
});
