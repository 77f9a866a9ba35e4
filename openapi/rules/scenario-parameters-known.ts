import { type Example, type Operation, operationsOf } from "./document/operations.ts";
import { type Context, idOf, isNode, type Location, type Node, type Visit } from "./document/redocly.ts";

interface ScenarioParametersKnown {
  PathItem: Visit;
  Root: { leave: (root: Node, context: Context) => void };
}

/** An operation has the parameters that trigger a scenario. If several share the scenario, one is enough. */
export function scenarioParametersKnown(): ScenarioParametersKnown {
  const named = new Map<string, { name: string; place: string; at: Location }>();
  const known = new Set<string>();

  return {
    PathItem(pathItem, context) {
      for (const operation of operationsOf(pathItem, context)) {
        for (const { name, place, at } of operation.examples.flatMap(triggersOf)) {
          named.set(idOf(at), { name, place, at });
          if (hasParameter(operation, place, name)) known.add(idOf(at));
        }
      }
    },
    Root: {
      leave(_root, { report }) {
        for (const [id, { name, place, at }] of named) {
          if (known.has(id)) continue;
          report({ message: `No operation with this example has a ${place} parameter "${name}".`, location: at });
        }
      },
    },
  };
}

function triggersOf({ node, at }: Example): { name: string; place: string; at: Location }[] {
  const scenario = node["x-scenario"];
  if (!isNode(scenario)) return [];
  return ["path", "query"].flatMap((place) => {
    const values = scenario[place];
    const names = isNode(values) ? Object.keys(values) : [];
    return names.map((name) => ({ name, place, at: at.child(["x-scenario", place, name]) }));
  });
}

function hasParameter({ parameters }: Operation, place: string, name: string): boolean {
  return parameters.some((parameter) => parameter["in"] === place && parameter["name"] === name);
}
