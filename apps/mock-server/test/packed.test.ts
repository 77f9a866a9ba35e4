import { once } from "node:events";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogue, requestFor } from "@integrations-api/scenarios";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type InstalledMock, installMock, run } from "./installed-mock.ts";

let mock: InstalledMock;
beforeAll(async () => {
  mock = await installMock();
  return () => mock.remove();
}, 300_000);

test("installs with nothing of ours from the registry", () => {
  expect(mock.asked).toContain("@stoplight/prism-http");
  expect(mock.asked.filter((name) => /^@integrations-api|^msw$/.test(name))).toEqual([]);
});

test("leaves a lock file that npm ci accepts", async () => {
  await expect(run(mock.folder, "npm", "ci", "--dry-run", "--offline")).resolves.toEqual(expect.any(String));
});

test("answers on the machine's own Node until SIGTERM", async () => {
  const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
  const scenario = operation.scenarios[0]!;
  const { path, headers } = requestFor(operation, scenario)!;
  const { url, process } = await mock.start();
  onTestFinished(() => void process.kill("SIGKILL"));

  const response = await fetch(url + path, { headers });
  const answer = { status: response.status, body: await response.json() };
  process.kill("SIGTERM");
  const [code] = await once(process, "exit");

  expect({ ...answer, code }).toEqual({ status: scenario.status, body: scenario.body, code: 0 });
});

test("starts by its function on the machine's own Node", async () => {
  const script = `
    import { startMockServer } from "@integrations-api/mock-server";
    const { url, close } = await startMockServer();
    const { status } = await fetch(url + "/__mock/health");
    await close();
    console.log(JSON.stringify({ url, status }));
  `;
  await writeFile(join(mock.folder, "main.mjs"), script);

  const printed = await run(mock.folder, "node", "main.mjs");

  expect(JSON.parse(printed)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), status: 200 });
});

test("removes the staged packages after packing", async () => {
  expect(await readdir(mock.project)).not.toContain("node_modules");
});

test("refuses to pack what is not built", async () => {
  await rm(join(mock.project, "dist"), { recursive: true });

  await expect(run(mock.project, "npm", "pack", "--dry-run")).rejects.toThrow(
    "Failed to pack: @integrations-api/mock-server has no dist. Run `npx nx build mock-server`.",
  );
});
