import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defaultOrigin } from "@integrations-api/scenarios/page";
import { startMock } from "./mock.ts";
import type { Sample } from "./sample.ts";

const mostLines = 14;
/** Below it, scripts find the packages of this workspace. */
const project = fileURLToPath(new URL("../../", import.meta.url));

/** Runs samples against the mock. Returns the start of what each prints, by its id; throws if one fails. */
export async function runSamples(samples: Sample[]): Promise<Map<string, string>> {
  const mock = await startMock();
  const folder = await mkdtemp(join(project, ".samples-"));
  const outputs = samples.map(async (sample): Promise<[string, string]> => {
    const output = sample.tool === "curl" ? await send(sample, mock.url) : await run(sample, mock.url, folder);
    return [sample.id, shorten(output)];
  });
  try {
    return new Map(await Promise.all(outputs));
  } finally {
    // After one has failed, the others are still running.
    await Promise.allSettled(outputs);
    mock.stop();
    await rm(folder, { recursive: true });
  }
}

/** Sends the request of a curl line, because not every machine has curl. */
async function send({ id, request, status }: Sample, mockUrl: string): Promise<string> {
  const { method, path, query, headers, body } = request;
  const url = mockUrl + path + (query.size > 0 ? `?${query}` : "");
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  if (response.status !== status)
    throw new Error(`The sample ${id} got the status ${response.status} instead of ${status}.`);
  return `${response.status} ${response.statusText}\n${toLines(await response.text())}`;
}

async function run({ id, code, tool }: Sample, mockUrl: string, folder: string): Promise<string> {
  const file = join(folder, `${id}.mjs`);
  await writeFile(file, code.replaceAll(defaultOrigin, mockUrl));
  try {
    const env = { ...process.env, FORCE_COLOR: undefined };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env, cwd: folder });
    if (tool === "client") return stdout.trimEnd();
    const [status = "", ...text] = stdout.trimEnd().split(" ");
    return `${status} ${toLines(text.join(" "))}`;
  } catch (error) {
    throw new Error(`The sample ${id} fails: ${String((error as { stderr?: string }).stderr).trim()}`, {
      cause: error,
    });
  }
}

/** JSON over several lines; any other text as it is. */
function toLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function shorten(output: string): string {
  const lines = output.trimEnd().split("\n");
  if (lines.length <= mostLines) return lines.join("\n");
  return [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`].join("\n");
}
