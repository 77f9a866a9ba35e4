import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, onTestFinished, test } from "vitest";

const entry = createRequire(import.meta.url).resolve("@integrations-api/explain");

test("fits in 12 kB compressed, with the schemas of the contract", async () => {
  const folder = await mkdtemp(join(tmpdir(), "size-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const input = join(folder, "main.js");
  await writeFile(input, `export { explain, validate } from ${JSON.stringify(entry)};`);

  const bundle = await rolldown({ input });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();

  expect(gzipSync(output[0].code).length).toBeLessThanOrEqual(12 * 1024);
});
