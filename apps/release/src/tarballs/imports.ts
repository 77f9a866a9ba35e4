import ts from "typescript";
import type { PackedPackage } from "./packed-package.ts";

/** The code and the types of a package. */
export const compiled = /^(dist|page)\/.*\.(js|d\.ts)$/;

export interface Import {
  /** The file that imports. */
  path: string;
  /** What it imports, as it is written there. */
  specifier: string;
}

export function importsOf({ files }: PackedPackage): Import[] {
  return [...files]
    .filter(([path]) => compiled.test(path))
    .flatMap(([path, text]) => {
      const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
      return [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => ({ path, specifier: fileName }));
    });
}
