import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Compiles lines below the imports and types that they need, and returns the errors. Nothing is written to disk. */
export function compileLines(head: string, lines: string[]): string[] {
  const file = fileURLToPath(new URL("page-lines.mts", import.meta.url)).replaceAll("\\", "/");
  const source = [head, ...lines.map((line) => `await ${line};`), "export {};"].join("\n");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, source, version) : getSourceFile(name, version, ...rest);

  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0 }) => {
    const line = source.slice(0, start).split("\n").length - 1;
    return `${source.split("\n")[line]}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** Declares `createClient` as the client of another contract would. */
export async function declareClient(contract: object): Promise<string> {
  const types = astToString(await openapiTS(JSON.stringify(contract)));
  const client = "declare function createClient(options: { token: string; baseUrl: string }): Client<paths>;";
  return `import type { Client } from "openapi-fetch";\n${types}\n${client}`;
}
