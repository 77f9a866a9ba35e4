import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fixture } from "@integrations-api/scenarios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, machineNode } from "../../client/test/consumer.ts";

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer(fileURLToPath(new URL("..", import.meta.url)));
});
afterAll(() => consumer.remove());

test("compiles in a consumer", async () => {
  const source = `
    import { createClient, type Integration } from "@integrations-api/client";
    import { createFetchStub, fixture } from "@integrations-api/scenarios";

    export const beta: Integration = fixture("minimal-config", { is_beta: true });
    export const client = createClient({ token: "any", fetch: createFetchStub() });
    // @ts-expect-error no example has this name
    fixture("unknown");
  `;

  expect(await consumer.compile(source, { target: "es2023", module: "nodenext", skipLibCheck: true })).toBe("");
});

test("runs on the machine's own Node", async () => {
  const source = `
    import { createClient } from "@integrations-api/client";
    import { createFetchStub, fixture } from "@integrations-api/scenarios";

    const client = createClient({ token: "any", fetch: createFetchStub() });
    console.log(JSON.stringify(await client.getIntegration(fixture("beta").id)));
  `;
  await writeFile(join(consumer.folder, "main.js"), source);

  const { stdout } = await promisify(execFile)(await machineNode(), ["main.js"], { cwd: consumer.folder });

  expect(JSON.parse(stdout)).toEqual(fixture("beta"));
});
