import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const source = fileURLToPath(new URL("..", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/** One change to a copy of the contract: replaces text in a file, or writes a new file. */
export interface Edit {
  file: string;
  find?: string;
  put: string;
}

export interface Problem {
  rule: string;
  file: string;
  /** The text of the line that lint reports. */
  line: string;
  message: string;
}

/** Changes a copy of the contract and resolves to the problems that `redocly lint` finds in it. */
export async function lintCopy(edits: Edit[]): Promise<Problem[]> {
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  await cp(source, folder, { recursive: true, filter: (path) => !["dist", "node_modules"].includes(basename(path)) });
  await symlink(modules, join(folder, "node_modules"), "junction");
  for (const edit of edits) await apply(folder, edit);

  const lint = promisify(execFile)(process.execPath, [redocly, "lint", "openapi.yaml", "--format=json"], {
    cwd: folder,
  });
  const { stdout } = await lint.catch((failed: { stdout: string }) => failed);
  const report: Report = JSON.parse(stdout);
  const problems = await Promise.all(report.problems.map((problem) => toProblem(folder, problem)));
  await rm(folder, { recursive: true });
  return problems;
}

async function apply(folder: string, { file, find, put }: Edit): Promise<void> {
  const path = join(folder, file);
  if (find === undefined) {
    await mkdir(dirname(path), { recursive: true });
    return writeFile(path, put, { flag: "wx" });
  }

  const text = await readFile(path, "utf8");
  if (!text.includes(find)) throw new Error(`${file} has no ${JSON.stringify(find)} to replace.`);
  await writeFile(
    path,
    text.replace(find, () => put),
  );
}

interface Report {
  problems: { ruleId: string; message: string; location: { source: { ref: string }; start: { line: number } }[] }[];
}

async function toProblem(folder: string, { ruleId, message, location }: Report["problems"][0]): Promise<Problem> {
  const [place] = location;
  if (!place) throw new Error(`${ruleId} does not report a place.`);

  const lines = (await readFile(join(folder, place.source.ref), "utf8")).split("\n");
  return { rule: ruleId, file: place.source.ref, line: lines[place.start.line - 1]?.trim() ?? "", message };
}
