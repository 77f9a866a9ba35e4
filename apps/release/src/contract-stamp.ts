import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** Which contract a package was generated from: its `info.version`, and the SHA-256 of the bundle. */
export interface ContractStamp {
  version: string;
  sha256: string;
}

export async function stampOf(bundle: string): Promise<ContractStamp> {
  const text = await readFile(bundle, "utf8");
  const { info }: { info: { version: string } } = parse(text);
  return { version: info.version, sha256: createHash("sha256").update(text).digest("hex") };
}
