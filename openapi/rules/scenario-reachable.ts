import { valueAt } from "./document/json-pointer.ts";
import { type Example, type Operation, operationsOf } from "./document/operations.ts";
import { isNode, type Visit } from "./document/redocly.ts";

const family = /^00000000-0000-4000-8000-\d{12}$/;

/** A request can trigger every `x-scenario`, with a unique value that nobody mistakes for a real one. */
export function scenarioReachable(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const operation of operationsOf(pathItem, context)) {
        for (const example of operation.examples) {
          const fault = faultOf(example, operation);
          if (fault) context.report({ message: fault, location: example.at.child(["x-scenario"]) });
        }
      }
    },
  };
}

function faultOf(example: Example, operation: Operation): string | undefined {
  const scenario = example.node["x-scenario"];
  if (!isNode(scenario)) return undefined;
  if (!String(example.node["summary"]).endsWith("(mock only)"))
    return 'The summary of a scenario must end in "(mock only)".';

  const names = operation.examples.map(({ name }) => name);
  const sequence = Object.values(scenario["sequence"] ?? {});
  const stranger = sequence.find((name) => !names.includes(String(name)));
  if (stranger !== undefined)
    return `The sequence names "${String(stranger)}", which is not an example of this operation.`;
  if (sequence.length > 0 && sequence.at(-1) !== example.name)
    return "A sequence must end with the example that declares it.";

  const triggers = triggersOf(example, operation);
  if (triggers.length === 0) return "No request triggers this scenario. Give it a path, a query or a token.";
  const shared = operation.examples.find(
    (other) => other !== example && triggersOf(other, operation).some((trigger) => triggers.includes(trigger)),
  );
  if (shared) return `The same value triggers "${shared.name}". Give one of them another value.`;
  return unreadableId(triggers, operation);
}

/** Each value that triggers an example, as `path id 0000…` or `token expired`. */
function triggersOf(example: Example, { parameters }: Operation): string[] {
  const scenario = example.node["x-scenario"];
  if (!isNode(scenario)) return [];

  const selecting = example.status?.startsWith("2") ? parameters : [];
  const selected = selecting.flatMap(({ in: place, name, "x-selects": pointer }) => {
    const value = typeof pointer === "string" ? valueAt(example.node["value"], pointer) : undefined;
    return value === undefined ? [] : `${place} ${name} ${value}`;
  });
  const declared = ["path", "query"].flatMap((place) =>
    Object.entries(scenario[place] ?? {}).map(([name, value]) => `${place} ${name} ${value}`),
  );
  return [...selected, ...declared, ...(scenario["token"] === undefined ? [] : [`token ${scenario["token"]}`])];
}

function unreadableId(triggers: string[], { parameters }: Operation): string | undefined {
  const uuids = parameters.filter(({ schema }) => isNode(schema) && schema["format"] === "uuid");
  for (const { in: place, name } of uuids) {
    const trigger = triggers.find((trigger) => trigger.startsWith(`${place} ${name} `));
    const value = trigger?.split(" ").at(-1);
    if (value === undefined || family.test(value)) continue;
    return `${value} is not a reserved id. Use one like 00000000-0000-4000-8000-000000000503.`;
  }
  return undefined;
}
