import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type PackedPackage, readPacked } from "../src/tarballs/packed-package.ts";

/** Packs a package again with other files. */
export async function repack(
  { name, folder, files }: PackedPackage,
  edit: (files: Map<string, string>) => void,
): Promise<PackedPackage> {
  const edited = new Map(files);
  edit(edited);

  const temporary = await mkdtemp(join(tmpdir(), "repacked-"));
  try {
    for (const [path, text] of edited) {
      const file = join(temporary, "package", path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await promisify(execFile)("tar", ["-czf", "package.tgz", "package"], { cwd: temporary });
    return readPacked(name, folder, new Uint8Array(await readFile(join(temporary, "package.tgz"))));
  } finally {
    await rm(temporary, { recursive: true });
  }
}
