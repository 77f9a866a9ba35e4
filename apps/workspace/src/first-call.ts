import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { parse } from "yaml";

/** Makes one call through the built client, and says what to paste to make it again. */
export async function firstCall(mockUrl: string, bundle: string): Promise<string> {
  // Imported here, as the build has to run first.
  const { createClient } = await import("@integrations-api/client");
  const { id, path } = await readExample(bundle);

  const integration = await createClient({ token: "any", baseUrl: mockUrl }).getIntegration(id);

  return [
    `createClient({ token, baseUrl: "${mockUrl}" }).getIntegration("${id}") answered`,
    inspect(integration, { depth: 1, breakLength: 100 }),
    "",
    "The same by hand:",
    `curl -H 'Authorization: Bearer any' ${mockUrl}${path}`,
  ].join("\n");
}

/** The call that the contract itself shows: its path with the example of each parameter in it. */
async function readExample(bundle: string): Promise<{ id: string; path: string }> {
  const { paths, components } = parse(await readFile(bundle, "utf8"));
  const template = Object.keys(paths).find((path) => paths[path].get?.operationId === "getIntegration") ?? "";
  const id: string = components.parameters.IntegrationId.example;
  return { id, path: template.replace(/\{.+?\}/, id) };
}
