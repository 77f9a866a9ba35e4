import { execFile } from "node:child_process";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const version = "9.0.0";
const folder = fileURLToPath(new URL(`../../../node_modules/.cache/bench/autocannon-${version}`, import.meta.url));

/** Installs the load generator beside the workspace, as only the bench needs it. Answers the module's file. */
export async function installAutocannon(): Promise<string> {
  const file = join(folder, "node_modules/autocannon/autocannon.js");
  if (await exists(file)) return file;

  await mkdir(folder, { recursive: true });
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, `autocannon@${version}`];
  await promisify(execFile)("npm", args, { cwd: folder, shell: process.platform === "win32" });
  return file;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
