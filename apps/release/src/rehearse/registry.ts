import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createShell } from "./shell.ts";

/** A registry that has our packages as they were just published, and passes on every other one. */
export interface Registry {
  /** What a shell needs so that its npm uses this registry, and none of the user's settings. */
  environment(cache: string): NodeJS.ProcessEnv;
  close(): void;
}

/** Starts Verdaccio on a free port. */
export async function startRegistry(modules: string, folder: string): Promise<Registry> {
  const { runServer } = await import(pathToFileURL(join(modules, "verdaccio/build/index.js")).href);
  const server: Server = await runServer(await configure(folder));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const address = `127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const userConfig = join(folder, "npmrc");
  // npm publishes only with a token, whatever it is.
  await writeFile(userConfig, `registry=http://${address}\n//${address}:_authToken=rehearsal\n`);

  return {
    environment: (cache) => ({
      NPM_CONFIG_USERCONFIG: userConfig,
      NPM_CONFIG_CACHE: cache,
      NPM_CONFIG_FETCH_RETRIES: "0",
      NPM_CONFIG_PROVENANCE: "false",
      NPM_CONFIG_AUDIT: "false",
      NPM_CONFIG_FUND: "false",
      NPM_CONFIG_UPDATE_NOTIFIER: "false",
    }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function configure(folder: string): Promise<object> {
  const url = (await createShell(folder).run("npm", "config", "get", "registry")).trim();
  const everyone = { access: "$all", publish: "$all", unpublish: "$all" };
  return {
    storage: join(folder, "storage"),
    self_path: folder,
    uplinks: { public: { url, maxage: "60m", timeout: "60s", cache: true } },
    packages: { "@integrations-api/*": everyone, "**": { access: "$all", proxy: "public" } },
    log: { type: "stdout", format: "pretty", level: "fatal" },
    web: { enable: false },
  };
}
