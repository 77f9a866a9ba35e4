import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startCli } from "./start-process.ts";

const value = { items: Array.from({ length: 9000 }, (_, index) => ({ index, text: "a".repeat(80) })) };
const media = { "application/json": { schema: { type: "object" }, examples: { large: { value } } } };
const contract = {
  openapi: "3.1.0",
  info: { title: "Large", version: "1" },
  components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  security: [{ bearer: [] }],
  paths: { "/large": { get: { responses: { 200: { description: "A large body.", content: media } } } } },
};

test("serves a large example to ever new tokens in a small heap", async () => {
  const folder = await mkdtemp(join(tmpdir(), "small-heap-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(contract));
  const mock = await startCli({ NODE_OPTIONS: "--max-old-space-size=128" }, [file, "--port", "0", "--log", "silent"]);
  onTestFinished(() => void mock.process.kill());

  const bodies = new Set<string>();
  for (let count = 0; count < 500; count += 1) {
    const response = await fetch(`${mock.url}/large`, { headers: { authorization: `Bearer ${count}` } });
    bodies.add(
      createHash("sha256")
        .update(await response.text())
        .digest("hex"),
    );
  }

  expect([...bodies]).toEqual([createHash("sha256").update(JSON.stringify(value)).digest("hex")]);
  expect(mock.process.exitCode).toBeNull();
});
