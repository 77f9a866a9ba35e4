import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { defaultOrigin } from "@integrations-api/scenarios/page";
import { type Mock, startMock } from "./mock.ts";
import { type Outcome, toScript } from "./calls-script.ts";
import type { ClientCall, Sample } from "./sample.ts";
import { toLines } from "./to-lines.ts";

const mostLines = 14;
/** Below it, scripts find the packages of this workspace. */
const project = fileURLToPath(new URL("../../", import.meta.url));

/** What runs in a build. */
export interface Runs {
  samples: Sample[];
  calls: ClientCall[];
}

/** Runs samples and calls against the mock. Returns the start of what each prints, by its id; throws if one fails. */
export async function runSamples({ samples, calls }: Runs): Promise<Map<string, string>> {
  // The client has a mock of its own: it and curl would otherwise take each other's turns in a sequence.
  const [forCurl, forScripts] = await Promise.all([startMock(), startMock()]);
  const folder = await mkdtemp(join(project, ".samples-"));
  const outputs = samples.map(async (sample): Promise<[string, string][]> => {
    const isCurl = sample.tool === "curl";
    return [[sample.id, isCurl ? await send(sample, forCurl.url) : await run(sample, forScripts.url, folder)]];
  });
  outputs.push(runCalls(calls, forScripts.url, folder));
  try {
    return new Map((await Promise.all(outputs)).flat().map(([id, output]) => [id, shorten(output)]));
  } finally {
    // After one has failed, the others are still running.
    await Promise.allSettled(outputs);
    for (const mock of [forCurl, forScripts]) mock.stop();
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

async function run({ id, code, tool }: Sample, mockUrl: Mock["url"], folder: string): Promise<string> {
  const output = await runScript(join(folder, `${encodeURIComponent(id)}.mjs`), code, mockUrl).catch(
    (error: unknown) => {
      throw new Error(`The sample ${id} fails: ${String(error)}`, { cause: error });
    },
  );
  if (tool === "client") return toLines(output);
  const [status = "", ...body] = output.split(" ");
  return `${status} ${toLines(body.join(" "))}`;
}

/** Runs all calls in one script: a thread for each would spend its time on loading the client. */
async function runCalls(calls: ClientCall[], mockUrl: Mock["url"], folder: string): Promise<[string, string][]> {
  const printed = await runScript(join(folder, "calls.mjs"), toScript(calls), mockUrl);
  const outcomes: Outcome[] = JSON.parse(printed);
  return outcomes.map(({ id, output, failure }) => {
    if (failure !== undefined) throw new Error(`The sample ${id} fails: ${failure}`);
    return [id, toLines(output)];
  });
}

/** Runs a script in a thread. Resolves to what it prints. */
async function runScript(file: string, script: string, mockUrl: Mock["url"]): Promise<string> {
  await writeFile(file, script.replaceAll(defaultOrigin, mockUrl));
  const worker = new Worker(file, { stdout: true });
  const [printed] = await Promise.all([text(worker.stdout), once(worker, "exit")]);
  // Errors of the client quote the address, which differs from run to run.
  return printed.replaceAll(mockUrl, defaultOrigin).trim();
}

function shorten(output: string): string {
  const lines = output.trimEnd().split("\n");
  if (lines.length <= mostLines) return lines.join("\n");
  return [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`].join("\n");
}
