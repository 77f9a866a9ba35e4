import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { defaultOrigin } from "@integrations-api/scenarios/page";
import { type Mock, startMock } from "./mock.ts";
import type { Sample } from "./sample.ts";
import { toLines } from "./to-lines.ts";

const mostLines = 14;
/** Below it, scripts find the packages of this workspace. */
const project = fileURLToPath(new URL("../../", import.meta.url));

/** Runs samples against the mock. Returns the start of what each prints, by its id; throws if one fails. */
export async function runSamples(samples: Sample[]): Promise<Map<string, string>> {
  // Each tool has a mock of its own: two samples of a sequence would otherwise take each other's turns.
  const tools = [...new Set(samples.map(({ tool }) => tool))];
  const mocks = new Map(await Promise.all(tools.map(async (tool) => [tool, await startMock()] as const)));
  const folder = await mkdtemp(join(project, ".samples-"));
  const outputs = samples.map(async (sample): Promise<[string, string]> => {
    const { url } = mocks.get(sample.tool)!;
    const output = sample.tool === "curl" ? await send(sample, url) : await run(sample, url, folder);
    return [sample.id, shorten(output)];
  });
  try {
    return new Map(await Promise.all(outputs));
  } finally {
    // After one has failed, the others are still running.
    await Promise.allSettled(outputs);
    for (const mock of mocks.values()) mock.stop();
    await rm(folder, { recursive: true });
  }
}

/** Sends the request of a curl line, because not every machine has curl. */
async function send({ id, request, status }: Sample, mockUrl: Mock["url"]): Promise<string> {
  const { method, path, query, headers, body } = request;
  const url = mockUrl + path + (query.size > 0 ? `?${query}` : "");
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  if (response.status !== status)
    throw new Error(`The sample ${id} got the status ${response.status} instead of ${status}.`);
  return `${response.status} ${response.statusText}\n${toLines(await response.text())}`;
}

/** Runs a script in a thread. */
async function run({ id, code, script = code, tool }: Sample, mockUrl: Mock["url"], folder: string): Promise<string> {
  const file = join(folder, `${encodeURIComponent(id)}.mjs`);
  await writeFile(file, script.replaceAll(defaultOrigin, mockUrl));
  const worker = new Worker(file, { stdout: true });
  try {
    const [printed] = await Promise.all([text(worker.stdout), once(worker, "exit")]);
    // Errors of the client quote the address, which differs from run to run.
    const output = printed.replaceAll(mockUrl, defaultOrigin).trim();
    if (tool === "client") return toLines(output);
    const [status = "", ...body] = output.split(" ");
    return `${status} ${toLines(body.join(" "))}`;
  } catch (error) {
    throw new Error(`The sample ${id} fails: ${String(error)}`, { cause: error });
  }
}

function shorten(output: string): string {
  const lines = output.trimEnd().split("\n");
  if (lines.length <= mostLines) return lines.join("\n");
  return [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`].join("\n");
}
