import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";

const { id } = documented;

test.each([
  ["a function", () => "from-function"],
  ["an async function", async () => "from-function"],
])("accepts %s as the token", async (_, token) => {
  const { baseUrl, requests } = await startScript(good);

  await createClient({ token, baseUrl }).getIntegration(id);

  expect(requests[0]?.headers.authorization).toBe("Bearer from-function");
});

test("calls the function once more after a 401", async () => {
  let asked = 0;
  const { baseUrl, requests } = await startScript(answer(401), good);

  const integration = await createClient({ token: () => `token-${(asked += 1)}`, baseUrl, retries: 0 }).getIntegration(
    id,
  );

  expect(integration).toEqual(documented);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
});

test("does not call it a third time", async () => {
  let asked = 0;
  const { baseUrl } = await startScript(answer(401));
  const call = createClient({ token: () => `token-${(asked += 1)}`, baseUrl }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "UnauthorizedError", attempts: 2 });
  expect(asked).toBe(2);
});

test("keeps the 401 if there is no other token", async () => {
  const tokens = ["first"];
  const { baseUrl } = await startScript(answer(401, {}, { "x-request-id": "r-1" }));
  const call = createClient({ token: () => tokens.pop() ?? "", baseUrl }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "UnauthorizedError", attempts: 1, requestId: "r-1" });
});

test("does not repeat a 401 for a token that cannot change", async () => {
  const { baseUrl, requests } = await startScript(answer(401));

  await expect(createClient({ token: "any", baseUrl }).getIntegration(id)).rejects.toMatchObject({ attempts: 1 });
  expect(requests).toHaveLength(1);
});

test.each([
  ["fails", () => Promise.reject(new Error("vault is shut")), "token: the function failed: vault is shut"],
  ["returns an empty token", () => "", "token is empty."],
  ["returns undefined", () => undefined as unknown as string, "token is not a string."],
  ["returns a line break", () => "a\nb", "token is malformed."],
])("sends nothing if the function %s", async (_, token, reason) => {
  const { baseUrl, requests } = await startScript(good);

  const result = await createClient({ token, baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({
    ok: false,
    error: { name: "ArgumentError", message: expect.stringContaining(reason) },
  });
  expect(requests).toEqual([]);
});

test("ends a token function that hangs at the deadline", async () => {
  const token = (): Promise<string> => new Promise(() => undefined);

  await expect(createClient({ token, deadlineMs: 30 }).getIntegration(id)).rejects.toMatchObject({
    name: "DeadlineError",
  });
});
