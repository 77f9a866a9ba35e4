import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyBuiltWorkspace, type Outcome, runNode, type WorkspaceCopy } from "./workspace-copy.ts";

const own = fileURLToPath(new URL("other-operations", import.meta.url));
const calls = `
import { createClient, type ErrorBody, type Integration, type IntegrationPage } from "@integrations-api/client";

const client = createClient({ token: "any" });
const path = { id: "4a4de828-f4db-4c9e-adfd-434e0864c3c7" };
const headers = { "x-api-key": "any" };

export const { data: page } = await client.GET("/integrations", { params: { query: { limit: 10 } } });
export const first: Integration | undefined = (page satisfies IntegrationPage | undefined)?.result[0];
export const { data: made, error } = await client.POST("/integrations", { body: { name: "a", label: "A" }, retries: 0 });
export const results: [Integration | undefined, ErrorBody | undefined] = [made, error];
export const { data: gone } = await client.DELETE("/integrations/{id}", { params: { path }, headers });
export const nothing: undefined = gone;

// @ts-expect-error the limit is a number
void client.GET("/integrations", { params: { query: { limit: "10" } } });
// @ts-expect-error a body is required
void client.POST("/integrations", {});
// @ts-expect-error the label is missing
void client.POST("/integrations", { body: { name: "a" } });
// @ts-expect-error the id is missing
void client.DELETE("/integrations/{id}", { headers });
// @ts-expect-error the contract does not have this method on this path
void client.DELETE("/integrations", { headers });
// @ts-expect-error nor this one at all
void client.PUT("/integrations", { body: {} });
`;

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
  const openapi = join(copy.folder, "openapi");
  await cp(join(own, "added"), openapi, { recursive: true });
  const pathItem = "paths/integrations_{id}.yaml";
  await appendFile(join(openapi, pathItem), await readFile(join(own, "appended", pathItem)));
  await copy.edit("openapi/openapi.yaml", (yaml) =>
    yaml
      .replace("paths:\n", "paths:\n  /integrations:\n    $ref: paths/integrations.yaml\n")
      .replace(
        "securitySchemes:\n",
        "securitySchemes:\n    managementKey:\n      $ref: components/securitySchemes/ManagementKey.yaml\n",
      ),
  );
});
afterAll(() => copy.remove());

test("passes lint and builds with no edit outside openapi/", async () => {
  const build = await copy.nx("run-many", "--targets=build", "--outputStyle=static");
  const ran = [...build.output.matchAll(/^> nx run @integrations-api\/(\S+)$/gm)].map(([, task]) => task);

  expect(build.exitCode, build.output).toBe(0);
  const following = [
    ...["client", "scenarios", "explain"].flatMap((name) => [`${name}:generate`, `${name}:build`]),
    "api-reference:build",
  ];
  expect(ran).toEqual(expect.arrayContaining(following));
});

test("compiles the client's valid calls and no invalid one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "consumer-"));
  const options = { module: "nodenext", target: "es2023", lib: ["es2023", "dom"], strict: true, noEmit: true };
  await symlink(join(copy.folder, "node_modules"), join(folder, "node_modules"), "junction");
  await writeFile(join(folder, "calls.mts"), calls);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...options, types: [] } }));

  const compiled = await runNode(folder, [join(copy.folder, "node_modules/typescript/bin/tsc")]);
  await rm(folder, { recursive: true });

  expect(compiled).toEqual({ exitCode: 0, output: "" });
});

// Left out is what has contracts of its own, and what is about one class, the process, plain HTTP or the installed
// package.
const ofOtherContracts = [
  "callbacks",
  "documents",
  "foreign-scenarios",
  "like-stock-prism",
  "other-contracts",
  "page-operations",
];
const ofNoOperation = ["cli", "packed", "plain-http", "plan-memory", "small-heap"];
const leftOut = [...ofOtherContracts, ...ofNoOperation].map((name) => `--exclude=test/${name}.test.ts`);

// The rest of the contract tests is about their command line and about servers that break our own contract.
const responses = ["integration-page", "created-integration", "invalid-integration", "deleteIntegration-204"];
const bodies = ["new-integration", ...responses.slice(0, 3)];
const operations = ["listIntegrations", "createIntegration", "deleteIntegration"];

// Each suite only reads the copy, and the longest one often waits.
test.concurrent.each([
  ["apps/mock-server", leftOut, responses],
  ["apps/contract-tests", ["test/examples.test.ts", "test/requests.test.ts", "test/drift.test.ts"], responses],
  ["packages/scenarios", [], responses],
  ["apps/api-reference", ["test/pages.test.ts"], operations],
  ["apps/reference-provider", ["test/endpoint.test.ts"], []],
  ["packages/explain", ["test/tables.test.ts", "test/mutations.test.ts", "test/explain.test.ts"], bodies],
])("passes the suite of %s", async (project, files, names) => {
  const suite = await runSuite(project, files);

  expect(suite.exitCode, suite.output).toBe(0);
  for (const name of names) expect(suite.output).toMatch(new RegExp(`✓ .*${name}`));
});

test("keeps the contract in the mock with every operation", async () => {
  const { exitCode, output } = await runNode(copy.folder, ["apps/workspace/contract.js"]);

  expect(exitCode, output).toBe(0);
  expect(output).toContain("Exercised: 4 of 4 operations, 5 of 5 parameters, ");
});

test.each([
  ["GET", "/integrations", "List integrations"],
  ["POST", "/integrations", "Create an integration"],
  ["DELETE", "/integrations/{id}", "Delete an integration"],
])("shows %s %s in the reference", async (method, path, summary) => {
  const folder = join(copy.folder, "apps/api-reference/dist");
  const redoc = await Promise.all(
    ["index.html", "contract.js"].map((file) => readFile(join(folder, "redoc", file), "utf8")),
  );
  const front = await readFile(join(folder, "index.html"), "utf8");

  for (const text of [summary, `\`${method} ${path}\``]) expect(redoc.some((file) => file.includes(text))).toBe(true);
  for (const text of [summary, `<b>${method}</b>`, `${path}</code>`]) expect(front).toContain(text);
});

async function runSuite(project: string, files: string[]): Promise<Outcome> {
  const vitest = join(copy.folder, "node_modules/vitest/vitest.mjs");
  return runNode(join(copy.folder, project), [vitest, "run", "--reporter=verbose", ...files]);
}
