import { execFile } from "node:child_process";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { endWithBench } from "./end-with-bench.ts";

const cache = fileURLToPath(new URL("../../../node_modules/.cache/bench", import.meta.url));

/** Installs a package that only the bench needs, outside the workspace. Resolves to its `node_modules` folder. */
export async function installPackage(name: string, version: string): Promise<string> {
  const folder = join(cache, `${name}-${version}`);
  const modules = join(folder, "node_modules");
  if (await exists(join(modules, name))) return modules;

  await mkdir(folder, { recursive: true });
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, `${name}@${version}`];
  const running = promisify(execFile)("npm", args, { cwd: folder, shell: process.platform === "win32" });
  endWithBench(running.child);
  await running;
  return modules;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
