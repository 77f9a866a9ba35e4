import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { contractServer, documented, notFound } from "./contract.ts";
import { startServer } from "./start-server.ts";

test("answers the body and sends what the contract asks for", async () => {
  const seen: unknown[] = [];
  const baseUrl = await startServer(({ method, url, headers }, response) => {
    seen.push({ method, url, accept: headers.accept, authorization: headers.authorization });
    response.setHeader("content-type", "application/json").end(JSON.stringify(documented));
  });
  const client = createClient({ token: "secret", baseUrl });

  const integration = await client.getIntegration(documented.id);

  expect(integration).toEqual(documented);
  expect(seen).toEqual([
    {
      method: "GET",
      url: `/integrations/${documented.id}`,
      accept: "application/json",
      authorization: "Bearer secret",
    },
  ]);
});

test("asks for one environment", async () => {
  const [environmentId] = documented.installed_environment;
  const seen: unknown[] = [];
  const baseUrl = await startServer(({ url }, response) => {
    seen.push(url);
    response.setHeader("content-type", "application/json").end(JSON.stringify(documented));
  });

  await createClient({ token: "any", baseUrl }).getIntegration(documented.id, { environmentId: environmentId! });

  expect(seen).toEqual([`/integrations/${documented.id}?environment_id=${environmentId}`]);
});

test("throws an error with status and body", async () => {
  const baseUrl = await startServer((_, response) => {
    response.writeHead(404, { "content-type": "application/json" }).end(JSON.stringify(notFound));
  });
  const call = createClient({ token: "any", baseUrl }).getIntegration(documented.id);

  await expect(call).rejects.toMatchObject({ status: 404, body: notFound });
});

test("ends the request when the caller aborts", async () => {
  const controller = new AbortController();
  const baseUrl = await startServer(() => controller.abort());
  const call = createClient({ token: "any", baseUrl }).getIntegration(documented.id, { signal: controller.signal });

  await expect(call).rejects.toThrow("abort");
});

test("calls the contract's server unless told otherwise", async () => {
  const seen: string[] = [];
  const client = createClient({
    token: "any",
    fetch: async ({ url }) => {
      seen.push(url);
      return Response.json(documented);
    },
  });

  await client.getIntegration(documented.id);

  expect(seen).toEqual([`${contractServer}/integrations/${documented.id}`]);
});
