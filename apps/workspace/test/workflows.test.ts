import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  steps: Step[];
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
}
interface Workflow {
  permissions?: unknown;
  jobs: Record<string, Job>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const names = await Array.fromAsync(glob("*.yml", { cwd: join(root, ".github/workflows") }));
const workflows = await Promise.all(
  names.map(async (name) => {
    const text = await readFile(join(root, ".github/workflows", name), "utf8");
    const workflow: Workflow = parse(text);
    return { name, text, workflow, jobs: Object.values(workflow.jobs) };
  }),
);

test("finds the workflows", () => {
  expect(names.toSorted()).toEqual(["ci.yml", "pages.yml", "release.yml"]);
});

test.each(workflows)("pins each action of $name by a hash, with its version", ({ text, jobs }) => {
  const pinned = [...text.matchAll(/^ +(?:- )?uses: (\S+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$/gm)].map(([, use]) => use);
  const used = jobs.flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses));

  expect(used.length).toBeGreaterThan(0);
  expect(pinned).toEqual(used);
});

test("gives each action one version", () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (\S+)@(.+)$/gm)]);
  const versions = Map.groupBy(uses, ([, action]) => action);

  const mixed = [...versions].filter(([, found]) => new Set(found.map(([, , version]) => version)).size > 1);
  expect(mixed).toEqual([]);
});

test.each(workflows)("lets $name only read the contents, and limits each job", ({ workflow, jobs }) => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(jobs.filter((job) => job["timeout-minutes"] === undefined)).toEqual([]);
});

test.each(workflows)("keeps credentials only in the job of $name that pushes", ({ jobs }) => {
  const keeping = jobs.filter(({ steps }) =>
    steps.some((step) => step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false),
  );

  expect(keeping.filter(({ steps }) => !steps.some(({ run = "" }) => /^git push /m.test(run)))).toEqual([]);
});

test.each(workflows)("puts no expression into a script of $name", ({ jobs }) => {
  const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));

  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("runs the test command of the README on each system, by .ci/run", async () => {
  const ci = workflows.find(({ name }) => name === "ci.yml")!.workflow;
  const [, command = ""] = /^(npm ci && npm test)$/m.exec(await readFile(join(root, "README.md"), "utf8")) ?? [];
  const lines = (await readFile(join(root, ".ci/run"), "utf8")).split("\n");

  expect(ci.jobs["test"]?.steps.at(-1)).toMatchObject({ run: ".ci/run", shell: "bash" });
  expect(command).not.toBe("");
  expect(lines).toEqual(expect.arrayContaining(command.split(" && ")));
});
