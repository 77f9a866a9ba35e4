import { readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { Context, Location, Node, Resolved } from "./document/redocly.ts";

interface UniqueBasenames {
  ref: (node: Node, context: Context, target: Resolved) => void;
  Root: { leave: (root: Node, context: Context) => void };
}

/** The bundler names a component after its file, and silently renames a duplicate (`Team-2`). */
export function uniqueBasenames(): UniqueBasenames {
  const lastUse = new Map<string, Location>();

  return {
    ref(_node, { location }, target) {
      if (target.location) lastUse.set(target.location.source.absoluteRef, location);
    },
    Root: {
      leave(_root, { location, report }) {
        const folder = dirname(location.source.absoluteRef);
        const fileByName = new Map<string, string>();

        for (const file of componentFiles(folder)) {
          const [, kind] = file.split(sep);
          const name = `${kind} ${basename(file)}`;
          const other = fileByName.get(name);
          fileByName.set(name, file);
          if (other === undefined) continue;
          report({
            message: `Two files are called ${basename(file)}: ${other} and ${file}. Rename one.`,
            location: lastUse.get(join(folder, file)) ?? lastUse.get(join(folder, other)) ?? location,
          });
        }
      },
    },
  };
}

function componentFiles(folder: string): string[] {
  const files = readdirSync(join(folder, "components"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => join("components", file))
    .toSorted();
}
