import { createClient, type Fetch } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { printed } from "./printed.ts";
import { answer, startScript } from "./start-script.ts";

const { id } = documented;
const token = "tok-3f9c0e";

test.each([200, 401])("keeps the token out of the status line and headers of a %i", async (status) => {
  const { baseUrl } = await startScript((request, response) => {
    const sent = request.headers.authorization!;
    response.statusMessage = `Hello ${sent}`;
    response.setHeader("x-request-id", `r-${token}`);
    response.setHeader("x-echo", sent);
    answer(status, documented)(request, response);
  });
  const client = createClient({ token, baseUrl });

  const result = await client.tryGetIntegration(id);
  const { response } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(printed([result, response])).not.toContain(token);
  expect([response.headers.get("x-echo"), response.statusText]).toEqual([
    "Bearer [redacted]",
    "Hello Bearer [redacted]",
  ]);
  expect(response).toBeInstanceOf(Response);
  expect(result.ok ? result : result.error).toMatchObject({ requestId: "r-[redacted]" });
});

test("keeps the token out of an address that contains it", async () => {
  const { baseUrl } = await startScript(answer(404));
  const urls: string[] = [];
  const onRequest = ({ url }: { url: string }): void => void urls.push(url);
  const client = createClient({ token, baseUrl: `${baseUrl}/${token}`, onRequest });

  const result = await client.tryGetIntegration(id);

  expect(urls).toEqual([`${baseUrl}/[redacted]/integrations/${id}`]);
  expect(printed(result)).not.toContain(token);
});

test("redacts headers even if the platform rejects others", async () => {
  const headers = new Map([
    ["x-echo", token],
    ["x-name", "✓"],
    ["content-type", "application/json"],
  ]);
  const text = async (): Promise<string> => JSON.stringify(documented);
  const fetch: Fetch = async () => ({
    status: 200,
    statusText: "",
    url: "",
    text,
    headers: headers as unknown as Headers,
  });

  const result = await createClient({ token, fetch }).tryGetIntegration(id);

  expect(result).toMatchObject({ ok: true, data: documented });
  expect(result.ok && result.headers.get("x-echo")).toBe("[redacted]");
});

test.each(["statusText", "url"])("keeps the token out of a response that repeats it only in its %s", async (key) => {
  const response = Object.defineProperty(Response.json(documented), key, { value: `x ${token}` });

  const { response: shown } = await createClient({ token, fetch: async () => response }).GET("/integrations/{id}", {
    params: { path: { id } },
  });

  expect(Reflect.get(shown, key)).toBe("x [redacted]");
});

test("returns the response itself if it repeats no token", async () => {
  const response = Response.json(documented, { statusText: "Fine" });

  const { response: shown } = await createClient({ token, fetch: async () => response }).GET("/integrations/{id}", {
    params: { path: { id } },
  });

  expect(shown).toBe(response);
});
