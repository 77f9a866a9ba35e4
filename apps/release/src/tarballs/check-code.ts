import { posix } from "node:path";
import type { Check } from "./check.ts";
import { compiled, importsOf } from "./imports.ts";

/** The code finds its own files, on systems that tell capitals apart too, and runs where it is started from. */
export const checkCode: Check = (packed) => {
  const { files } = packed;
  const relative = importsOf(packed).filter(({ specifier }) => specifier.startsWith("."));
  const lost = relative.filter(({ path, specifier }) => !files.has(targetOf(path, specifier)));

  const code = [...files].filter(([path]) => compiled.test(path));
  return [
    ...lost.map(({ path, specifier }) => `${path} imports ${specifier}, which is not in the package.`),
    // A system other than Windows looks for a program called "node" and a carriage return.
    ...code.filter(([, text]) => text.includes("\r\n")).map(([path]) => `${path} has the line endings of Windows.`),
    ...code.flatMap(([path, text]) => lostSourceMap(path, text, files)),
  ];
};

/** In types, a module is named by its source: `./x.ts` is declared in `x.d.ts`. */
function targetOf(path: string, specifier: string): string {
  const target = posix.join(posix.dirname(path), specifier);
  return path.endsWith(".d.ts") ? target.replace(/\.[jt]s$/, ".d.ts") : target;
}

function lostSourceMap(path: string, text: string, files: Map<string, string>): string[] {
  const [, map] = /^\/\/# sourceMappingURL=(?!data:)(.+)$/m.exec(text) ?? [];
  if (map === undefined || files.has(posix.join(posix.dirname(path), map))) return [];
  return [`${path} names the source map ${map}, which is not in the package.`];
}
