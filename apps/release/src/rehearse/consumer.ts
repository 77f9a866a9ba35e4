import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createShell, type Shell } from "./shell.ts";
import { StepError } from "./step-error.ts";

/** A user's project with the published packages in it. */
export interface Consumer {
  folder: string;
  shell: Shell;
}

/** The commands of the packages, from the folder of a consumer, for a runtime to start. */
export const mockCli = "node_modules/@integrations-api/mock-server/dist/cli.js";
export const contractCli = "node_modules/@integrations-api/contract-tests/dist/cli.js";

const programs = join(import.meta.dirname, "programs");

export async function createConsumer(folder: string, environment: NodeJS.ProcessEnv): Promise<Consumer> {
  await mkdir(folder);
  await cp(programs, folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  return { folder, shell: createShell(folder, environment) };
}

/** Installs packages from the registry, and expects exactly what was just published, once each. */
export async function installPublished({ folder, shell }: Consumer, names: string[], version: string): Promise<string> {
  await shell.run("npm", "install", "--loglevel=error", ...names, "msw@3.0.5");

  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
  const installed = Object.entries<{ version: string }>(lock.packages).filter(([path]) => path !== "");
  const own = installed.filter(([path]) => path.includes("@integrations-api/"));
  const wrong = own.find(([path, entry]) => entry.version !== version || path.split("node_modules").length > 2);
  if (wrong) throw new StepError(`${wrong[0]} is ${wrong[1].version}, but ${version} was published`);
  return `${own.length} of ours and ${installed.length - own.length} others`;
}
