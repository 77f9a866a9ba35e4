import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { printed } from "./printed.ts";
import { answer, reset, startScript, text } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const token = "tok-3f9c0e";
const timeoutMs = 50;

test("keeps the token out of the client", () => {
  expect(printed(createClient({ token }))).not.toContain(token);
});

test.each([
  ["an error response", answer(403)],
  ["a failed connection", reset],
  ["a timeout", () => passLater(timeoutMs)],
  ["a malformed response", text(200, "x", "text/html")],
])("keeps the token out of %s", async (_, step) => {
  const { baseUrl } = await startScript(step);
  const client = createClient({ token, baseUrl, retries: 1, timeoutMs, onRetry: passPause });

  const error = await client.getIntegration(id).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(Error);
  expect(printed(error)).not.toContain(token);
});

test.each([
  ["as it is", (sent: string) => JSON.stringify({ message: `${sent} is unknown` })],
  ["with escapes", (sent: string) => JSON.stringify({ message: `${sent} is unknown` }).replaceAll("-", "\\u002d")],
])("keeps the token out of an error body that repeats it %s", async (_, toBody) => {
  const { baseUrl } = await startScript((request, response) => {
    response.writeHead(401, { "content-type": "application/json" }).end(toBody(request.headers.authorization!));
  });
  const client = createClient({ token, baseUrl });

  const error = await client.getIntegration(id).catch((caught: unknown) => caught);
  const called = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(error).toMatchObject({ body: { message: "Bearer [redacted] is unknown" } });
  expect(called.error).toEqual({ message: "Bearer [redacted] is unknown" });
  expect(printed([error, called])).not.toContain(token);
});

test("keeps a token with special characters out of texts that encode it", async () => {
  const special = `tok"3f/9c+0e=`;
  const encoded = encodeURIComponent(special);
  const { baseUrl } = await startScript(
    answer(401, {
      message: `${encoded} ${encoded.toLowerCase()}`,
      nested: JSON.stringify({ token: special }),
      [special]: 1,
    }),
  );

  const result = await createClient({ token: special, baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({
    error: { body: { message: "[redacted] [redacted]", nested: '{"token":"[redacted]"}', "[redacted]": 1 } },
  });
});

test("keeps a body whose values only look like a token", async () => {
  const numbers = { statusCode: 12_345_678, message: "\nabcdefgh" };
  const { baseUrl } = await startScript(answer(401, numbers));

  for (const odd of ["12345678", "nabcdefgh", "redacted"]) {
    const result = await createClient({ token: odd, baseUrl }).tryGetIntegration(id);
    expect(result).toMatchObject({ error: { body: numbers } });
  }
});

test("keeps the tokens of all ongoing calls out of their errors", async () => {
  const tokens = Array.from({ length: 150 }, (_, index) => `token-of-tenant-${index}`);
  const sent: (() => void)[] = [];
  const fetch = (_: string, { headers }: { headers: Record<string, string> }): Promise<Response> =>
    new Promise((resolve) => {
      sent.push(() => resolve(Response.json({ message: headers["authorization"] }, { status: 403 })));
      if (sent.length === 150) for (const respond of sent) respond();
    });
  let asked = 0;
  const client = createClient({ token: () => tokens[asked++]!, fetch });

  const results = await Promise.all(tokens.map(() => client.tryGetIntegration(id)));

  const bodies = results.map((result) => (result.ok ? undefined : result.error.body?.message));
  expect(new Set(bodies)).toEqual(new Set(["Bearer [redacted]"]));
});

test("remembers the last 100 tokens after their calls, and none before", async () => {
  const tokens = Array.from({ length: 102 }, (_, index) => `token-of-tenant-${index + 100}`);
  // The first is used again, so it is not among the oldest.
  const order = [...tokens.slice(0, 100), tokens[0]!, ...tokens.slice(100)];
  const fetch = async (): Promise<Response> => Response.json({ message: tokens.join() }, { status: 403 });
  let asked = 0;
  const client = createClient({ token: () => order[asked++]!, fetch });

  const results = [];
  for (let call = 0; call < order.length; call += 1) results.push(await client.tryGetIntegration(id));

  const last = results.at(-1)!;
  const shown = last.ok ? undefined : last.error.body?.message;
  expect(shown).toBe(["[redacted]", ...tokens.slice(1, 3), ...Array(99).fill("[redacted]")].join());
});

test("remembers a token for as long as a call uses it", async () => {
  const tokens = Array.from({ length: 150 }, (_, index) => `token-of-tenant-${index + 100}`);
  let respond: ((response: Response) => void) | undefined;
  const fetch = (): Promise<Response> => {
    if (respond) return Promise.resolve(Response.json({}, { status: 403 }));
    return new Promise((resolve) => (respond = resolve));
  };
  let asked = 0;
  const client = createClient({ token: () => tokens[asked++]!, fetch });
  const first = client.tryGetIntegration(id);
  for (let call = 1; call < tokens.length; call += 1) await client.tryGetIntegration(id);

  respond!(Response.json({ message: tokens[0] }, { status: 403 }));

  expect(await first).toMatchObject({ error: { body: { message: "[redacted]" } } });
});

test("forgets a token that came after its call had ended", async () => {
  const tokens = Array.from({ length: 102 }, (_, index) => `token-of-tenant-${index + 100}`);
  const controller = new AbortController();
  let give: ((token: string) => void) | undefined;
  let asked = 0;
  const slow = new Promise<string>((resolve) => (give = resolve));
  const fetch = async (): Promise<Response> => Response.json({ message: tokens[0] }, { status: 403 });
  const client = createClient({ token: () => [slow, ...tokens.slice(1)][asked++]!, fetch });
  const ended = client.tryGetIntegration(id, { signal: controller.signal });
  controller.abort();
  await ended;
  give!(tokens[0]!);

  const results = [];
  for (let call = 1; call < tokens.length; call += 1) results.push(await client.tryGetIntegration(id));

  expect(results.at(-1)).toMatchObject({ error: { body: { message: tokens[0] } } });
});

test.each([
  ["12345678", "[redacted]"],
  ["1234567", "1234567"],
])("takes the token %s for a secret if it has 8 characters", async (short, message) => {
  const tokens = [short, short, token];
  const fetch = async (): Promise<Response> => Response.json({ message: short }, { status: 403 });
  const client = createClient({ token: () => tokens.shift()!, fetch });
  await client.tryGetIntegration(id);
  await client.tryGetIntegration(id);

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({ error: { body: { message } } });
});

test("does not redact a token that is only a word", async () => {
  const { baseUrl } = await startScript(answer(401, { message: "expired" }));

  expect(await createClient({ token: "expired", baseUrl }).tryGetIntegration(id)).toMatchObject({
    error: { body: { message: "expired" } },
  });
});

test("keeps every sent token out of a token function's error", async () => {
  const { baseUrl } = await startScript(answer(401), answer(401, { message: `not ${token}` }));
  const tokens = [token, `${token}-2`];
  const give = (): string => {
    const next = tokens.shift();
    if (next === undefined) throw Object.assign(new Error(`no successor of ${token}-2`), { token });
    return next;
  };
  const client = createClient({ token: give, baseUrl });
  await client.tryGetIntegration(id);

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({
    error: { name: "ArgumentError", message: "token: the function failed: no successor of [redacted]" },
  });
  expect(printed(result)).not.toContain(token);
});

test("keeps the token out of the hooks' events", async () => {
  const events: unknown[] = [];
  const add = (event: unknown): void => void events.push(event);
  const { baseUrl } = await startScript(answer(503));
  const hooks = { onRequest: add, onResponse: add, onError: add };
  const onRetry = (event: { delayMs: number }): void => {
    add(event);
    passPause(event);
  };
  await createClient({ token, baseUrl, retries: 1, ...hooks, onRetry }).tryGetIntegration(id);

  expect(events.length).toBeGreaterThan(4);
  expect(printed(events)).not.toContain(token);
});
