import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { listScenarios } from "./list-scenarios.ts";

const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = fileURLToPath(new URL("../../../../openapi/redocly.yaml", import.meta.url));

/** Runs `redocly build-docs` on a contract and returns the page; throws with Redocly's own message. */
export async function renderPage(contract: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "api-reference-"));
  const page = join(folder, "index.html");
  const listed = join(folder, "openapi.yaml");
  const options = ["--config", config, "--inlineBundle", "--output", page];

  try {
    await writeFile(listed, await withScenarios(contract));
    await promisify(execFile)(process.execPath, [redocly, "build-docs", listed, ...options], {
      env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_TELEMETRY: "off" },
    });
    return await readFile(page, "utf8");
  } catch (error) {
    throw new Error(toMessage(error), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Leaves the contract unchanged if it cannot be read, because Redocly reports where it is broken. */
async function withScenarios(contract: string): Promise<string> {
  const text = await readFile(contract, "utf8");
  try {
    return listScenarios(text);
  } catch {
    return text;
  }
}

function toMessage(error: unknown): string {
  const { stdout = "", stderr = "", message = "" } = error as { stdout?: string; stderr?: string; message?: string };
  const withoutBanner = stripVTControlCharacters(`${stdout}${stderr}`)
    .replaceAll(/^.*[╔║╚].*$/gm, "")
    .trim();
  return withoutBanner || message;
}
