import { createClient } from "@integrations-api/client";
import { explain, validate } from "@integrations-api/explain";
import { createFetchStub, fixture } from "@integrations-api/scenarios";

/**
 * Uses every package that runs everywhere: by default without a network, with `baseUrl` against a mock.
 * Throws if one of them does not do what its README says.
 */
export async function usePackages(baseUrl) {
  const wanted = fixture("documented");
  const connection = baseUrl === undefined ? { fetch: createFetchStub({ timeScale: 0 }) } : { baseUrl };
  const client = createClient({ token: "any", validate, strict: true, ...connection });

  const body = await client.getIntegration(wanted.id);
  if (JSON.stringify(body) !== JSON.stringify(wanted)) throw new Error("The body is not the example.");

  const missing = await client.tryGetIntegration("0f1e2d3c-4b5a-4697-8899-aabbccddeeff");
  if (missing.ok || missing.error.name !== "NotFoundError") throw new Error("A missing integration is not an error.");

  if (!explain(body).some(({ pointer, meaning }) => pointer === "/name" && meaning)) throw new Error("No meaning.");
}
