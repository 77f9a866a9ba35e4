import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fixture } from "@integrations-api/scenarios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, machineNode } from "../../client/test/consumer.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const [, example = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer(fileURLToPath(new URL("..", import.meta.url)));
});
afterAll(() => consumer.remove());

test("compiles in a consumer", async () => {
  const source = `${example}
    import type { Integration } from "@integrations-api/client";
    export const bodies: Integration[] = [beta, sameAsFixture];
    // @ts-expect-error no example has this name
    fixture("unknown");
  `;

  expect(await consumer.compile(source, { target: "es2023", module: "nodenext", skipLibCheck: true })).toBe("");
});

test("runs the example of its README on the machine's own Node", async () => {
  await writeFile(join(consumer.folder, "main.js"), `${example}\nconsole.log(JSON.stringify(sameAsFixture));`);

  const { stdout } = await promisify(execFile)(await machineNode(), ["main.js"], { cwd: consumer.folder });

  expect(JSON.parse(stdout)).toEqual(fixture("beta"));
});
