import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { parse } from "yaml";

/** Makes one call with the built client; resolves to its result and a command that repeats it. */
export async function firstCall(mockUrl: string, bundle: string): Promise<string> {
  // Imported here because the build has to run first.
  const { createClient } = await import("@integrations-api/client");
  const { readCatalogue, sampleRequest } = await import("@integrations-api/scenarios");
  const { operations } = readCatalogue(parse(await readFile(bundle, "utf8")));
  const operation = operations.find(({ operationId }) => operationId === "getIntegration");
  if (!operation) throw new Error(`${bundle} does not have the operation getIntegration.`);
  const { path, parts } = sampleRequest(operation);
  const id = String(Object.values(parts.path)[0]);

  const integration = await createClient({ token: "any", baseUrl: mockUrl }).getIntegration(id);

  return [
    `createClient({ token, baseUrl: "${mockUrl}" }).getIntegration("${id}") returned`,
    inspect(integration, { depth: 1, breakLength: 100 }),
    "",
    "The same with curl:",
    `curl -H 'Authorization: Bearer any' ${mockUrl}${path}`,
  ].join("\n");
}
