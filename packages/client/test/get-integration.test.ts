import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { contractServer, documented } from "./contract.ts";
import { good, startScript } from "./start-script.ts";

test("resolves to the body and sends what the contract requires", async () => {
  const { baseUrl, requests } = await startScript(good);

  const integration = await createClient({ token: "any", baseUrl }).getIntegration(documented.id);

  expect(integration).toEqual(documented);
  expect(requests).toMatchObject([
    {
      method: "GET",
      url: `/integrations/${documented.id}`,
      headers: { accept: "application/json", authorization: "Bearer any" },
    },
  ]);
});

test("requests one environment", async () => {
  const [environmentId] = documented.installed_environment;
  const { baseUrl, requests } = await startScript(good);

  await createClient({ token: "any", baseUrl }).getIntegration(documented.id, { environmentId });

  expect(requests[0]?.url).toBe(`/integrations/${documented.id}?environment_id=${environmentId}`);
});

test.each(["", "/", "/v1", "/v1/", "/v1///"])("accepts a baseUrl that ends in %j", async (end) => {
  const { baseUrl, requests } = await startScript(good);

  await createClient({ token: "any", baseUrl: baseUrl + end }).getIntegration(documented.id);

  expect(requests[0]?.url).toBe(`${end.replace(/\/+$/, "")}/integrations/${documented.id}`);
});

test("calls the contract's server by default", async () => {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return Response.json(documented);
  };

  await createClient({ token: "any", fetch }).getIntegration(documented.id);

  expect(urls).toEqual([`${contractServer}/integrations/${documented.id}`]);
});

test("resolves to status, headers and request id with tryGetIntegration", async () => {
  const { baseUrl } = await startScript((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "cf-ray": "ray-1" }).end(JSON.stringify(documented));
  });

  const result = await createClient({ token: "any", baseUrl }).tryGetIntegration(documented.id);

  expect(result).toMatchObject({ ok: true, data: documented, status: 200, requestId: "ray-1" });
  expect(result.ok && result.headers.get("content-type")).toBe("application/json");
});

test("returns values and keys that the contract does not know", async () => {
  const strange = { ...documented, sharing: "everyone", plan: "gold", created_at: "2024-01-01 00:00:00" };
  const { baseUrl } = await startScript((_, response) => {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(strange));
  });

  expect(await createClient({ token: "any", baseUrl }).getIntegration(documented.id)).toEqual(strange);
});

test.each<[`/${string}{id}${string}`]>([["/integration/{id}"], ["/v2/integrations/{id}/full"]])(
  "calls %s instead with one option, in both ways to call",
  async (integrationPath) => {
    const { baseUrl, requests } = await startScript(good);
    const client = createClient({ token: "any", baseUrl, integrationPath });

    await client.getIntegration(documented.id);
    await client.GET("/integrations/{id}", { params: { path: { id: documented.id } } });

    expect(requests.map(({ url }) => url)).toEqual(Array(2).fill(integrationPath.replace("{id}", documented.id)));
  },
);

test("calls any other path as it is, in spite of that option", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({ token: "any", baseUrl, integrationPath: "/integration/{id}" });

  await client.GET("/things/{id}" as never, { params: { path: { id: "x" } } } as never);

  expect(requests.map(({ url }) => url)).toEqual(["/things/x"]);
});

test("identifies itself on a server runtime", async () => {
  const { baseUrl, requests } = await startScript(good);

  await createClient({ token: "any", baseUrl }).getIntegration(documented.id);

  expect(requests[0]?.headers["user-agent"]).toMatch(/^integrations-api-client\/\d+\.\d+\.\d+$/);
});
