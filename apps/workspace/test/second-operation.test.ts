import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyBuiltWorkspace, runNode, type WorkspaceCopy } from "./workspace-copy.ts";

const added = fileURLToPath(new URL("second-operation", import.meta.url));
const call = `
import { createClient, type Integration, type IntegrationPage } from "@integrations-api/client";

export async function firstOf(): Promise<Integration | undefined> {
  const { data } = await createClient({ token: "any" }).GET("/integrations", { params: { query: { limit: 10 } } });
  const page: IntegrationPage | undefined = data;
  return page?.result[0];
}
// @ts-expect-error the limit is a number
void createClient({ token: "any" }).GET("/integrations", { params: { query: { limit: "10" } } });
`;

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
  await cp(added, join(copy.folder, "openapi"), { recursive: true });
  await copy.edit("openapi/openapi.yaml", (yaml) =>
    yaml.replace("paths:\n", "paths:\n  /integrations:\n    $ref: paths/integrations.yaml\n"),
  );
  await copy.write("packages/client/test/second-operation.ts", call);
});
afterAll(() => copy.remove());

test("passes lint, builds and compiles in a consumer's call with no other edit", async () => {
  const build = await copy.nx("run-many", "--targets=build", "--outputStyle=static");
  const typecheck = await copy.nx("run", "client:typecheck");

  expect(build.exitCode, build.output).toBe(0);
  expect(typecheck.exitCode, typecheck.output).toBe(0);
});

test("is asked of the mock by the contract tests, on the wire and through the client", async () => {
  const vitest = join(copy.folder, "node_modules/vitest/vitest.mjs");
  const run = await runNode(join(copy.folder, "apps/contract-tests"), [
    vitest,
    "run",
    "--reporter=verbose",
    "examples",
  ]);

  const asked = [...run.output.matchAll(/✓ .*?(GET \/integrations 200 integration-page > .*?)(?: \d+ms)?$/gm)];
  expect(asked.map(([, title]) => title!.split(" > ")[1])).toEqual([
    "keeps the contract",
    "is answered on the wire",
    "reaches the caller of the client",
  ]);
});

test("gets a fixture, a stub, a handler and the mock's answer", async () => {
  const vitest = join(copy.folder, "node_modules/vitest/vitest.mjs");
  const only = ["catalogue", "--testNamePattern", "integration-page"];
  const run = await runNode(join(copy.folder, "apps/mock-server"), [vitest, "run", "--reporter=verbose", ...only]);

  expect(run.output).toContain("integration-page > is the same from the mock, the fetch stub and MSW");
  expect(run.exitCode, run.output).toBe(0);
});

test("stands in the reference", async () => {
  const folder = join(copy.folder, "apps/api-reference/dist");
  const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));

  expect(files.some((text) => text.includes("List integrations"))).toBe(true);
});
