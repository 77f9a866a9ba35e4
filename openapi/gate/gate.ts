import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { readDocument } from "./document/read-document.ts";
import { GateError } from "./gate-error.ts";
import { type GateOptions, readGateOptions } from "./gate-options.ts";
import { rateDocuments, type Rating } from "./rate-documents.ts";
import { diffWithRedocly } from "./redocly-diff.ts";
import { toJson } from "./report/to-json.ts";
import { toMarkdown } from "./report/to-markdown.ts";
import { toText } from "./report/to-text.ts";
import { versionProblem } from "./version.ts";

const released = fileURLToPath(new URL("../released.yaml", import.meta.url));
const bundle = fileURLToPath(new URL("../dist/openapi.yaml", import.meta.url));

/** The files to compare, if not the last release and the bundle. */
type Documents = Pick<GateOptions, "base" | "revision">;

/** Runs the command. `buildBundle` is called if the bundle is compared. Resolves to the exit code. */
export async function runGate(args: string[], buildBundle: () => Promise<void>): Promise<number> {
  try {
    const options = readGateOptions(args);
    if (options.revision === undefined) await buildBundle();
    const rating = await rateFiles(options);
    await report(rating, options);

    const problem = versionProblem(rating.version, rating.rating);
    if (problem !== undefined) console.error(problem);
    return problem === undefined ? 0 : 1;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    console.error(`Failed to compare: ${error.message}`);
    return 2;
  }
}

/** Rates what changed between two files: by default, since the last release. */
export async function rateFiles({ base = released, revision = bundle }: Documents = {}): Promise<Rating> {
  const [older, newer] = [await readDocument("--base", base), await readDocument("--revision", revision)];
  const redocly = isDeepStrictEqual(older, newer) ? [] : await diffWithRedocly(older, newer);
  return rateDocuments(older, newer, redocly);
}

async function report(rating: Rating, { json, markdown }: GateOptions): Promise<void> {
  if (markdown !== undefined && markdown !== "-") await writeMarkdown(markdown, toMarkdown(rating));
  if (json) console.log(toJson(rating));
  else console.log(markdown === "-" ? toMarkdown(rating) : toText(rating));
}

async function writeMarkdown(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: NodeJS.ErrnoException) => {
    throw new GateError(`--markdown ${file} cannot be written (${error.code}). Give a path in a folder that exists.`);
  });
}
