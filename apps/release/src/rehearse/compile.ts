import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../published-packages.ts";
import type { Consumer } from "./consumer.ts";
import type { Results } from "./results.ts";
import type { Tool } from "./tools.ts";

const compilers = ["5.4", "5.9", "6", "7"];
const resolutions = { nodenext: "nodenext", bundler: "esnext" };

/** MSW's own types need a newer compiler, so an older one cannot read ours that are made of them. */
const tooOldForMsw = "5.4";

/** Compiles every entry and every sample of the READMEs, and checks the declarations of all packages in full. */
export async function compileWithAll(
  { folder, shell }: Consumer,
  packages: Manifest[],
  typescript: Tool,
  { take, skip }: Results,
): Promise<void> {
  const files = await writeSources(folder, packages);

  for (const compiler of compilers) {
    for (const [moduleResolution, module] of Object.entries(resolutions)) {
      const step = { what: "compile", on: `TypeScript ${compiler}, ${moduleResolution}` };
      if ("reason" in typescript) {
        skip(step, typescript.reason);
        continue;
      }
      const compiled = files.filter(({ usesMsw }) => !usesMsw || compiler !== tooOldForMsw).map(({ file }) => file);
      await writeFile(join(folder, "tsconfig.json"), toConfig({ module, moduleResolution }, compiled));
      await take(step, async () => {
        await shell.run("node", join(typescript.modules, `typescript-${compiler}`, "bin/tsc"));
        return `${compiled.length} files${compiled.length < files.length ? ", without those that use MSW" : ""}`;
      });
    }
  }
}

function toConfig(options: object, compiled: string[]): string {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    ...options,
  };
  return JSON.stringify({ compilerOptions, files: ["sources/globals.d.ts", ...compiled] });
}

interface Source {
  file: string;
  usesMsw: boolean;
}

async function writeSources(folder: string, packages: Manifest[]): Promise<Source[]> {
  await mkdir(join(folder, "sources"));
  // A user has the types of Node. Those differ with the compiler, and ours must not need them.
  const globals = "declare const process: { env: Record<string, string | undefined> };\n";
  await writeFile(join(folder, "sources/globals.d.ts"), globals);

  const samples = await Promise.all(packages.map(({ name }) => readSamples(join(folder, "node_modules", name))));
  const sources = [...packages.flatMap(importEntries), ...samples.flat().filter(importsOnlyOurs)];
  return Promise.all(
    sources.map(async (source, index) => {
      const file = `sources/${index}.ts`;
      await writeFile(join(folder, file), source);
      return { file, usesMsw: /["/]msw["/]/.test(source) };
    }),
  );
}

/** A module for each entry that has types, which makes the compiler read all of them. */
function importEntries({ name, exports = {} }: Manifest): string[] {
  const typed = Object.entries(exports).filter(([, entry]) => typeof entry === "object" && "types" in entry);
  return typed.map(([path]) => `export * as entry from "${name}${path.slice(1)}";\n`);
}

async function readSamples(folder: string): Promise<string[]> {
  const readme = await readFile(join(folder, "README.md"), "utf8");
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source]) => source!);
}

function importsOnlyOurs(source: string): boolean {
  const imported = [...source.matchAll(/from "([^"]+)"/g)].map(([, specifier]) => specifier!);
  return imported.every((specifier) => /^(@integrations-api|msw)\//.test(specifier));
}
