import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExampleRequest } from "./example-request.ts";
import { installPackage } from "./install-packages.ts";
import { providerFile } from "./local-provider.ts";
import type { FilledDatabase } from "./provider-database.ts";
import { startProcess } from "./server-process.ts";
import type { Server } from "./servers.ts";

/** A server that reads from a database, and what it is asked for. */
export interface ProviderPeer extends Server {
  paths: string[];
  headers: Record<string, string>;
}

const statement = new URL("../../reference-provider/src/database/find-integration.ts", import.meta.url).href;
const bare = fileURLToPath(new URL("bare-provider.ts", import.meta.url));
const fastify = fileURLToPath(new URL("fastify-provider.ts", import.meta.url));

/** The request for the integration of the example gives the paths of all others. */
export interface Reading {
  request: ExampleRequest;
  database: FilledDatabase;
}

/** The provider as it runs for others, without its limit. */
export function createProvider(name: string, reading: Reading): ProviderPeer {
  const options = ["--log", "json", "--rate-limit", "off", "--database-url", reading.database.url];
  return createPeer(name, reading, (port) => [providerFile, "--port", String(port), ...options]);
}

/** The least that can send the same: `node:http`, and the provider's own statement. */
export function createBareProvider(name: string, reading: Reading): ProviderPeer {
  return createPeer(name, reading, (port) => [bare, String(port), reading.database.url, statement]);
}

/** As many would write it: Fastify, a statement for each question, and objects. */
export async function createFastifyProvider(name: string, reading: Reading): Promise<ProviderPeer> {
  const file = join(await installPackage("fastify", "5.12.8"), "fastify/fastify.js");
  const route = `${folderOf(reading.request)}:id`;
  return createPeer(name, reading, (port) => [fastify, String(port), reading.database.url, route, file]);
}

function createPeer(name: string, reading: Reading, toArguments: (port: number) => string[]): ProviderPeer {
  const { request, database } = reading;
  const paths = database.ids.map((id) => folderOf(request) + id);
  const [path = request.path] = paths;
  const { headers } = request;
  return { name, paths, headers, start: () => startProcess(toArguments, { path, headers }) };
}

function folderOf({ path }: ExampleRequest): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
