import { dirname, relative } from "node:path";
import { type Example, operationsOf } from "./document/operations.ts";
import { type Context, follow, idOf, type Location, type Node, type Visit } from "./document/redocly.ts";

interface UniqueExampleNames {
  PathItem: Visit;
  Root: { leave: (root: Node, context: Context) => void };
}

interface Use {
  name: string;
  entry: Location;
  /** The Example Object and the schema: the same for two operations that share a response. */
  meaning: string;
}

/** People refer to an example without its operation, so a name means one Example Object under one schema. */
export function uniqueExampleNames(): UniqueExampleNames {
  const uses: Use[] = [];

  return {
    PathItem(pathItem, context) {
      for (const { examples } of operationsOf(pathItem, context)) {
        for (const example of examples) uses.push(toUse(example, context));
      }
    },
    Root: {
      leave(_root, { location, report }) {
        const folder = dirname(location.source.absoluteRef);
        const firstUse = new Map<string, Use>();

        for (const use of uses) {
          const first = firstUse.get(use.name) ?? use;
          firstUse.set(use.name, first);
          if (first.meaning === use.meaning) continue;
          const [here, there] = [use, first].map(({ entry }) => placeOf(entry, folder));
          const message = `"${use.name}" means a different example in ${here} than in ${there}. Rename one.`;
          report({ message, location: use.entry.key() });
        }
      },
    },
  };
}

function toUse({ name, entry, at, schema }: Example, context: Context): Use {
  const followed = schema && follow(schema.node, schema.at, context);
  return { name, entry, meaning: `${idOf(at)} ${followed ? idOf(followed.at) : ""}` };
}

function placeOf({ source, pointer }: Location, folder: string): string {
  return `${relative(folder, source.absoluteRef)} ${pointer}`;
}
