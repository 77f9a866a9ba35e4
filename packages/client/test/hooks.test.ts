import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";

const { id } = documented;

test("reports each request, response, retry and error in order", async () => {
  const told: unknown[] = [];
  const tell =
    (name: string) =>
    (event: object): void =>
      void told.push({ name, ...event });
  const { baseUrl } = await startScript(answer(503, {}, { "x-request-id": "r-1", "retry-after": "0" }), answer(404));
  const url = `${baseUrl}/integrations/${id}`;
  const hooks = {
    onRequest: tell("request"),
    onResponse: tell("response"),
    onRetry: tell("retry"),
    onError: tell("error"),
  };

  await createClient({ token: "any", baseUrl, ...hooks }).tryGetIntegration(id);

  const common = { method: "GET", url };
  expect(told).toMatchObject([
    { name: "request", ...common, attempt: 1 },
    { name: "response", ...common, attempt: 1, status: 503, requestId: "r-1", elapsedMs: expect.any(Number) },
    { name: "retry", ...common, attempt: 1, delayMs: expect.any(Number), error: { name: "ServerError" } },
    { name: "request", ...common, attempt: 2 },
    { name: "response", ...common, attempt: 2, status: 404 },
    { name: "error", ...common, error: { name: "NotFoundError", attempts: 2 } },
  ]);
});

test.each([
  ["a list", answer(200, [])],
  ["a 201", answer(201, documented)],
])("reports the error of %s if an integration is expected", async (_, step) => {
  const errors: unknown[] = [];
  const { baseUrl } = await startScript(step);
  const client = createClient({ token: "any", baseUrl, onError: ({ error }) => void errors.push(error) });

  const result = await client.tryGetIntegration(id);

  expect(result).toEqual({ ok: false, error: errors[0] });
  expect(errors).toHaveLength(1);
});

test.each([
  [
    "throws",
    () => {
      throw new Error("mine");
    },
  ],
  ["rejects", () => Promise.reject(new Error("mine"))],
])("continues if a hook %s", async (_, hook) => {
  const { baseUrl } = await startScript(good);
  const call = createClient({ token: "any", baseUrl, onRequest: hook, onResponse: hook }).getIntegration(id);

  expect(await call).toEqual(documented);
});

test.each([
  ["an invalid id", "zendesk", () => "any"],
  ["a token function that fails", id, () => Promise.reject(new Error("vault is shut"))],
])("reports the error of %s once", async (_, asked, token) => {
  const errors: unknown[] = [];
  const client = createClient({ token, onError: ({ error }) => void errors.push(error) });

  const result = await client.tryGetIntegration(asked);

  expect(result).toEqual({ ok: false, error: errors[0] });
  expect(errors).toHaveLength(1);
});

test("shows where an invalid call would have gone", async () => {
  const events: unknown[] = [];
  const client = createClient({
    token: "any",
    baseUrl: "http://a.test/v1",
    onError: (event) => void events.push(event),
  });

  const result = await client.tryGetIntegration("zendesk");

  const error = result.ok ? undefined : result.error;
  expect(events).toEqual([{ method: "GET", url: "http://a.test/v1/integrations/{id}", error }]);
});
