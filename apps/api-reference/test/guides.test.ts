import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = new URL("../guides/", import.meta.url);

test("leaves code to the pages whose samples run", async () => {
  const names = await Array.fromAsync(glob("*.md", { cwd: fileURLToPath(folder) }));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));

  expect(texts.filter((text) => text.includes("```"))).toEqual([]);
  expect(texts.length).toBeGreaterThan(2);
});
