import { fileURLToPath } from "node:url";
import { contractFile, type ExampleRequest } from "./example-request.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

export interface Server {
  name: string;
  start(): Promise<ServerProcess>;
}

const mock = fileURLToPath(new URL("../../mock-server/dist/cli.js", import.meta.url));
const prism = fileURLToPath(import.meta.resolve("@stoplight/prism-cli"));
const bare = fileURLToPath(new URL("bare-server.ts", import.meta.url));

/** Our mock with its log on. */
export function createMock(request: ExampleRequest): Server {
  const toArguments = (port: number): string[] => [mock, "--port", String(port), "--log", "json"];
  return { name: "mock", start: () => startProcess(toArguments, request) };
}

/** Stock Prism CLI as people run it. */
export function createPrism(request: ExampleRequest): Server {
  const toArguments = (port: number): string[] => [prism, "mock", contractFile, "--port", String(port)];
  return { name: "Prism CLI", start: () => startProcess(toArguments, request) };
}

/** A `node:http` server that always sends the bytes and headers that the mock sends. */
export async function createBare(request: ExampleRequest): Promise<Server> {
  const sample = await createMock(request).start();
  const response = await fetch(sample.url + request.path, { headers: request.headers });
  // Node itself adds these.
  const own = ["connection", "date", "keep-alive"];
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name)));
  const canned = JSON.stringify({ status: response.status, headers, body: await response.text() });
  await sample.stop();

  return { name: "node:http", start: () => startProcess((port) => [bare, String(port), canned], request) };
}
