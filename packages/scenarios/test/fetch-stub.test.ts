import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient } from "@integrations-api/client";
import { catalogue, createFetchStub, fixture, readCatalogue, requestFor } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const { parameters } = operation;
const id = String(parameters.find(({ in: place }) => place === "path")!.example);
const idOf = (name: string): string =>
  String(Object(catalogue.operations.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name)?.body).id);

test("responds to the client's call", async () => {
  const client = createClient({ token: "any", fetch: createFetchStub() });

  expect(await client.getIntegration(id)).toEqual(fixture("documented"));
});

test("narrows to the requested environment", async () => {
  const client = createClient({ token: "any", fetch: createFetchStub() });
  const all = fixture("single-api-key");
  const [first] = all.installed_environment;

  const narrowed = await client.getIntegration(all.id, { environmentId: first! });
  const elsewhere = await client.getIntegration(all.id, { environmentId: id });

  expect(narrowed).toEqual({ ...all, installed_environment: [first] });
  expect(elsewhere).toEqual({ ...all, installed_environment: [] });
});

test("narrows one response and leaves the next one whole", async () => {
  const parameters = [{ name: "only", in: "query", "x-narrows": "/list" }];
  const content = { "application/json": { example: { list: ["a", "b"] } } };
  const paths = { "/things": { get: { parameters, responses: { 200: { content } } } } };
  const stub = createFetchStub({ catalogue: readCatalogue({ paths }) });

  const bodies: unknown[] = [];
  for (const query of ["?only=b", "?only=c", ""]) {
    bodies.push(await (await stub(`https://api.example.com/things${query}`)).json());
  }

  expect(bodies).toEqual([{ list: ["b"] }, { list: [] }, { list: ["a", "b"] }]);
});

test("sends the headers of a scenario instead of its response's", async () => {
  const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
  const limited = scenarios.find(({ name }) => name === "rate-limited")!;
  const url = `https://api.example.com/integrations/${limited.path!["id"]}`;

  const response = await createFetchStub()(url, { headers: { authorization: "Bearer any" } });

  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "application/json",
    "ratelimit-limit": "500;w=10",
    "ratelimit-remaining": "0",
    "ratelimit-reset": "10",
    "retry-after": "10",
  });
});

test("removes the path of baseUrl", async () => {
  const baseUrl = "https://proxy.example.com/truto/";
  const client = createClient({ token: "any", baseUrl, fetch: createFetchStub({ baseUrl }) });

  expect((await client.getIntegration(id)).id).toBe(id);
});

test("ends a hanging or slow request when it is aborted", async () => {
  const stub = createFetchStub();
  for (const name of ["hang", "slow"]) {
    const controller = new AbortController();
    const client = createClient({ token: "any", fetch: stub });
    const call = client.getIntegration(idOf(name), { signal: controller.signal });
    controller.abort(new Error("enough"));

    await expect(call).rejects.toMatchObject({ name: "AbortError", cause: new Error("enough") });
  }
});

test("ends a hanging request that is aborted after a garbage collection", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: (options: object) => Promise<void> = runInNewContext("gc");
  const controller = new AbortController();
  const { path, headers } = requestFor(
    operation,
    operation.scenarios.find(({ fault }) => fault === "hang")!,
  )!;
  const call = createFetchStub()(`https://api.example.com${path}`, { headers, signal: controller.signal });
  const ended = call.catch((error: unknown) => error);

  for (const _ of [1, 2, 3]) await collectGarbage({ execution: "async" });
  controller.abort(new Error("enough"));

  expect(await ended).toEqual(new Error("enough"));
});

test("responds to an unknown path with a 404 that lists the known ones", async () => {
  const response = await createFetchStub()("https://api.example.com/elsewhere");

  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    message: expect.stringMatching(/^The contract has no GET \/elsewhere\./),
  });
});

test("responds to HEAD without counting it", async () => {
  const stub = createFetchStub();
  const { path } = requestFor(
    operation,
    operation.scenarios.find(({ name }) => name === "recovers-from-503")!,
  )!;
  const headers = { authorization: "Bearer any" };

  const statuses: number[] = [];
  for (const method of ["HEAD", "GET", "HEAD", "GET", "HEAD", "GET", "GET"]) {
    statuses.push((await stub(`https://api.example.com${path}`, { method, headers })).status);
  }

  expect(statuses).toEqual([503, 503, 503, 503, 200, 200, 503]);
});
