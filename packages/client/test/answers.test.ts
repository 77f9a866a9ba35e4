import { createClient } from "@integrations-api/client";
import { describe, expect, test } from "vitest";
import { documented, notFound } from "./contract.ts";
import { answer, startScript, text } from "./start-script.ts";

const { id } = documented;

async function errorFor(step: Parameters<typeof startScript>[0]): Promise<unknown> {
  const { baseUrl } = await startScript(step);
  return createClient({ token: "any", baseUrl, retries: 0 })
    .getIntegration(id)
    .catch((error: unknown) => error);
}

describe.each([
  [400, "BadRequestError"],
  [401, "UnauthorizedError"],
  [403, "ForbiddenError"],
  [404, "NotFoundError"],
  [409, "UnexpectedStatusError"],
  [418, "UnexpectedStatusError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [501, "ServerError"],
  [502, "ServerError"],
  [503, "ServerError"],
  [504, "ServerError"],
])("a %i", (status, name) => {
  test(`is a ${name} with everything known about it`, async () => {
    const body = { ...notFound, statusCode: status };

    const error = await errorFor(answer(status, body, { "x-request-id": "r-1", "cf-ray": "ray", "retry-after": "7" }));

    expect(error).toMatchObject({ name, status, body, requestId: "r-1", retryAfter: 7, attempts: 1 });
    expect((error as Error).message).toContain(`${status}`);
    expect((error as Error).message).toContain(id);
  });

  test("keeps its status if the body is not JSON", async () => {
    expect(await errorFor(text(status, "<h1>Oops</h1>", "text/html"))).toMatchObject({ name, status, body: undefined });
  });

  test("keeps its status if the body is empty", async () => {
    expect(await errorFor(text(status, "", "application/json"))).toMatchObject({ name, status, body: undefined });
  });
});

test.each(["-1", "+3", "soon 5", "wait 2030", "2030-01-01", ""])("ignores the Retry-After %j", async (value) => {
  expect(await errorFor(answer(503, {}, { "retry-after": value }))).toMatchObject({ retryAfter: undefined });
});

test.each([
  ["HTML", text(200, "<h1>Hello</h1>", "text/html")],
  ["broken JSON", text(200, '{"id": "x', "application/json")],
  ["empty", text(200, "", "application/json")],
  ["JSON of another content type", text(200, "{}", "text/plain")],
  ["a sequence of JSON", text(200, "{}", "application/json-seq")],
  ["a list", text(200, "[]", "application/json")],
  ["null", text(200, "null", "application/json")],
  ["a string", text(200, '"integration"', "application/json")],
])("calls a 200 malformed if it is %s", async (_, step) => {
  expect(await errorFor(step)).toMatchObject({ name: "MalformedResponseError", status: 200, attempts: 1 });
});

test("accepts JSON with a vendor's own media type", async () => {
  const { baseUrl } = await startScript(text(200, JSON.stringify(documented), "application/vnd.truto+json"));

  expect(await createClient({ token: "any", baseUrl }).getIntegration(id)).toEqual(documented);
});

test.each([201, 204])("does not return a %i as the integration", async (status) => {
  const step: Parameters<typeof startScript>[0] = (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(status === 204 ? undefined : "{}");
  };

  expect(await errorFor(step)).toMatchObject({ name: "UnexpectedStatusError", status });
});

test("resolves client.GET to what openapi-fetch returns", async () => {
  const { baseUrl } = await startScript(answer(404, notFound), answer(200, documented));
  const client = createClient({ token: "any", baseUrl });
  const ask = () => client.GET("/integrations/{id}", { params: { path: { id } } });

  const [missing, found] = [await ask(), await ask()];

  expect({ data: missing.data, error: missing.error, status: missing.response.status }).toEqual({
    data: undefined,
    error: notFound,
    status: 404,
  });
  expect({ data: found.data, status: found.response.status, url: found.response.url }).toEqual({
    data: documented,
    status: 200,
    url: `${baseUrl}/integrations/${id}`,
  });
});
