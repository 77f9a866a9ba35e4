import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A registry of what is installed here from npm, but not of our packages. With it, an install needs no network. */
export interface Registry {
  url: string;
  close(): void;
}

interface Locked {
  version: string;
  /** Set for the packages of this workspace. */
  link?: boolean;
}

export async function startRegistry(): Promise<Registry> {
  const lock: { packages: Record<string, Locked> } = JSON.parse(
    await readFile(join(root, "package-lock.json"), "utf8"),
  );
  const installed = Object.entries(lock.packages).filter(([, { link }]) => !link);

  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(1);
    if (installed.some(([folder]) => folder === path)) return sendTarball(join(root, path), response);

    const found = installed.filter(([folder]) => folder.endsWith(`node_modules/${path}`));
    response.statusCode = found.length === 0 ? 404 : 200;
    response.end(JSON.stringify(toMetadata(path, found, `http://${request.headers.host}`)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function toMetadata(name: string, found: [folder: string, locked: Locked][], url: string): object {
  const versions = found.map(([folder, locked]) => {
    return [locked.version, { ...locked, name, dist: { tarball: `${url}/${folder}` } }];
  });
  return { name, "dist-tags": {}, versions: Object.fromEntries(versions) };
}

function sendTarball(folder: string, response: ServerResponse): void {
  // In a copy of this workspace, a package is a link.
  const real = realpathSync(folder);
  const args = ["-cf", "-", "--exclude=node_modules", "-C", dirname(real), basename(real)];
  spawn("tar", args, { stdio: ["ignore", "pipe", "inherit"] }).stdout.pipe(response);
}
