import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { createChecks } from "../src/checks/all-checks.ts";
import { readContract } from "../src/contract/read-contract.ts";
import { readDocument } from "../src/contract/read-document.ts";
import { readTarget } from "../src/target/read-target.ts";
import { runCli } from "./run-cli.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

test("lists every check with its rule", () => {
  const { stages, history } = createChecks(undefined, "");
  const checks = [...stages.flatMap((stage) => stage.checks), ...history];

  const [, table = ""] = /## Checks\n(.*?)\n## /s.exec(readme) ?? [];
  const rows = [...table.matchAll(/^\| `([\w-]+)`( \(warning\))? +\| (.+?) +\|$/gm)].map(([, name, warning, rule]) => {
    return { name, severity: warning ? "warning" : "error", rule };
  });

  const sorted = checks.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  expect(rows).toEqual(sorted.map(({ name, severity, rule }) => ({ name, severity, rule })));
});

test("lists every option", async () => {
  const { out } = await runCli(["--help"]);
  const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option = ""]) => option);

  const [, table = ""] = /## Options\n(.*?)\n## /s.exec(readme) ?? [];
  const listed = [...table.matchAll(/--[a-z][\w-]+/g)].map(([option]) => option);

  expect(options.filter((option) => !["--help", "--version"].includes(option)).toSorted()).toEqual(
    [...new Set(listed)].filter((option) => option !== "--help").toSorted(),
  );
});

test("runs by the command at the top", async () => {
  const [, command = ""] = /^```sh\nnpx @integrations-api\/contract-tests (.+)$/m.exec(readme) ?? [];
  const args = command.replace(/http:\/\/\S+/, inject("mockUrl")).split(" ");

  expect((await runCli(args)).code).toBe(0);
});

test("shows a target file that can be read", async () => {
  const [, text = ""] = /^```yaml\n(.*?)^```$/ms.exec(readme) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "readme-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "staging.yaml"), text.replaceAll(/\$\w+/g, "a-token"));
  const { operations } = readContract(await readDocument());

  const { scenarios } = await readTarget(join(folder, "staging.yaml"), {
    operations,
    environment: {},
    isTokenNeeded: true,
  });

  expect([...scenarios.keys()]).toEqual(["documented", "beta", "expired-token"]);
});

test("has no relative link", () => {
  expect([...readme.matchAll(/\]\((?!https:)[^)]*\)/g)]).toEqual([]);
});
