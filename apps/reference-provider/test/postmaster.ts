import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { embeddedUrl } from "../src/database/embedded-postgres.ts";

/** The server that runs on the files of a database. */
export interface Postmaster {
  pid: number;
  url: string;
}

export async function readPostmaster(cluster: string): Promise<Postmaster> {
  const [pid, , , , socketFolder = ""] = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
  return { pid: Number(pid), url: embeddedUrl(socketFolder) };
}
