import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, machineNode } from "./consumer.ts";
import { documented } from "./contract.ts";
import { startServer } from "./start-server.ts";

const resolutions = [
  { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: false, skipDefaultLibCheck: true },
  { module: "esnext", moduleResolution: "bundler", skipLibCheck: true },
];
const source = `
import { createClient, type Credential, type Integration } from "@integrations-api/client";

const integration: Integration = await createClient({ token: "any" }).getIntegration("4a4de828");
export const label: string = integration.config.label ?? integration.name;
// @ts-expect-error it is called is_beta
export const isBeta: boolean = integration.isBeta;
export function tokenHostOf(credential: Credential): string | undefined {
  return credential.format === "oauth2" ? credential.config?.auth?.tokenHost : undefined;
}
`;

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer();
});
afterAll(() => consumer.remove());

test.each(resolutions)("compiles in a consumer under $moduleResolution", async (options) => {
  expect(await consumer.compile(source, { target: "es2023", ...options })).toBe("");
});

test("runs on the machine's own Node", async () => {
  const baseUrl = await startServer((_, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify(documented));
  });
  const call = `
    import { createClient } from "@integrations-api/client";
    const client = createClient({ token: "any", baseUrl: ${JSON.stringify(baseUrl)} });
    console.log(JSON.stringify(await client.getIntegration(${JSON.stringify(documented.id)})));
  `;
  await writeFile(join(consumer.folder, "main.js"), call);

  const { stdout } = await promisify(execFile)(await machineNode(), ["main.js"], { cwd: consumer.folder });

  expect(JSON.parse(stdout)).toEqual(documented);
});
