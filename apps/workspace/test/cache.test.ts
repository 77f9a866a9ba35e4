import { afterAll, beforeAll, expect, test } from "vitest";
import { copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const projects = "--projects=client,api-reference";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
});
afterAll(() => copy.remove());

/** Builds, and returns the tasks that ran and how many came from the cache. */
async function run(): Promise<{ ran: string[]; cached: number }> {
  const { exitCode, output } = await copy.nx("run-many", "--targets=build", projects, "--outputStyle=static");
  if (exitCode !== 0) throw new Error(output);

  const tasks = [...output.matchAll(/^> nx run @integrations-api\/(\S+)(.*)$/gm)];
  const isCached = ([, , note]: string[]): boolean => /cache/.test(note ?? "");
  return {
    ran: tasks.filter((task) => !isCached(task)).map(([, task]) => task!),
    cached: tasks.filter(isCached).length,
  };
}

test("reruns nothing if nothing changed", async () => {
  const { ran, cached } = await run();

  expect(ran).toEqual([]);
  expect(cached).toBeGreaterThan(5);
});

test("runs only lint and bundle after a comment in the contract", async () => {
  await copy.edit("openapi/components/schemas/Team.yaml", (yaml) => `# A comment.\n${yaml}`);

  expect((await run()).ran.toSorted()).toEqual(["openapi:bundle", "openapi:lint"]);
});
