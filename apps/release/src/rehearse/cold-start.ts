import { mkdir, mkdtemp, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Consumer } from "./consumer.ts";
import type { Registry } from "./registry.ts";
import type { Results } from "./results.ts";
import { createShell, type Shell } from "./shell.ts";

/** Starts both commands by npx with an empty cache, as somebody who has never used them. */
export async function startCold(consumer: Consumer, registry: Registry, { take }: Results): Promise<void> {
  await take({ what: "npx with an empty cache", on: "@integrations-api/mock-server" }, async () => {
    const { shell, cache } = await emptyShell(consumer, registry);
    const started = performance.now();
    const mock = await shell.serve("npx", "--yes", "@integrations-api/mock-server", "--port", "0", "--log", "silent");
    await fetch(`${mock.url}/__mock/health`);
    const note = await describe(started, cache, "the first response");
    await mock.stop();
    return note;
  });

  await take({ what: "npx with an empty cache", on: "@integrations-api/contract-tests" }, async () => {
    const { shell, cache } = await emptyShell(consumer, registry);
    const started = performance.now();
    await shell.run("npx", "--yes", "@integrations-api/contract-tests", "--print-target");
    return describe(started, cache, "the first output");
  });
}

async function emptyShell({ folder }: Consumer, registry: Registry): Promise<{ shell: Shell; cache: string }> {
  const empty = await mkdtemp(join(dirname(folder), "cold-"));
  const cache = join(empty, "cache");
  await mkdir(join(empty, "user"));
  return { shell: createShell(join(empty, "user"), registry.environment(cache)), cache };
}

async function describe(started: number, cache: string, what: string): Promise<string> {
  const seconds = (performance.now() - started) / 1000;
  const bytes = await sizeOf(join(cache, "_npx"));
  return `${seconds.toFixed(1)} s to ${what}, ${Math.round(bytes / 1e6)} MB installed`;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
