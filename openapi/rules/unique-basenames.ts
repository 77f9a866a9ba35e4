import { basename } from "node:path";
import type { Context, Node, Resolved } from "./redocly.ts";

/** The bundler names a component after its file, and renames one of two silently (`Team-2`). */
export function uniqueBasenames(): { ref: (node: Node, context: Context, target: Resolved) => void } {
  const fileByName = new Map<string, string>();

  return {
    ref(_node, { location, report, type }, target) {
      const file = target.location?.source.absoluteRef;
      if (!file) return;

      const name = `${type.name} ${basename(file)}`;
      const known = fileByName.get(name) ?? file;
      fileByName.set(name, known);
      if (known === file) return;

      const from = fromHere(known);
      report({
        message: `Two files are called ${basename(file)}: ${from} and ${fromHere(file)}. Rename one.`,
        location,
      });
    },
  };
}

function fromHere(file: string): string {
  return file.slice(file.lastIndexOf("/components/") + 1);
}
