import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createClient } from "@integrations-api/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, reset, startScript } from "./start-script.ts";

const project = fileURLToPath(new URL("..", import.meta.url));
const address = "https://docs.test/reference";

/** The client as it is built with an address, in a folder of its own. */
let linked: { createClient: typeof createClient };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "client-"));
  await cp(join(project, "dist"), join(folder, "dist"), { recursive: true });
  await symlink(join(project, "../../node_modules"), join(folder, "node_modules"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const file = join(folder, "dist/generated/server.js");
  await writeFile(file, (await readFile(file, "utf8")).replace('referenceUrl = ""', `referenceUrl = "${address}"`));
  linked = await import(pathToFileURL(join(folder, "dist/index.js")).href);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ["a status that the contract declares", answer(404), "404"],
  ["a failing server", answer(503), "503"],
  ["a status that the contract does not declare", answer(418), "unexpected-status"],
  ["a failure that the contract does not declare", answer(599), "server"],
  ["a success that is not JSON", answer(200, [], { "content-type": "text/html" }), "malformed-response"],
  ["a lost connection", reset, "network"],
])("links to the reference for %s, if it was built with an address", async (_, step, anchor) => {
  const { baseUrl } = await startScript(step);
  const messages = [linked.createClient, createClient].map(async (create) => {
    const result = await create({ token: "any", baseUrl, retries: 0 }).tryGetIntegration(documented.id);
    return result.ok ? "" : result.error.message;
  });

  const [withLink, plain] = await Promise.all(messages);

  expect(withLink).toBe(`${plain} (see ${address}/errors/index.html#${anchor})`);
});
