import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { callWith } from "./send-with.ts";
import { answer, good, halfOf, reset, startScript } from "./start-script.ts";
import { passLater, stopClock } from "./stop-clock.ts";

// The contract does not have such methods today. Any method that it declares is called like this.
stopClock();

const body = { name: "zendesk", config: { label: "Zendesk" } };

test.each([
  ["408", answer(408)],
  ["429", answer(429, {}, { "retry-after": "0" })],
  ["503 with Retry-After", answer(503, {}, { "retry-after": "0" })],
])("repeats a POST and a PATCH after a %s", async (_, step) => {
  for (const method of ["POST", "PATCH"]) {
    const { baseUrl, requests } = await startScript(step, answer(201, body));

    await callWith({ baseUrl })(method, { body });

    expect(requests).toHaveLength(2);
  }
});

test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
  "repeats a POST after %s, because it was never connected",
  async (code) => {
    let attempts = 0;
    const fetch = async (): Promise<Response> => {
      attempts += 1;
      if (attempts === 1) throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
      return Response.json(body, { status: 201 });
    };

    expect(await callWith({ fetch })("POST", { body })).toMatchObject({ body });
  },
);

const uncertain: [string, Parameters<typeof startScript>[0]][] = [
  ["500", answer(500)],
  ["500 with Retry-After", answer(500, {}, { "retry-after": "0" })],
  ["502", answer(502)],
  ["503 without Retry-After", answer(503)],
  ["504", answer(504)],
  ["a reset connection", reset],
  ["a truncated body", halfOf(200)],
  ["a timeout", () => passLater(50)],
];

test.each(uncertain)("does not repeat a POST after %s", async (_, step) => {
  const { baseUrl, requests } = await startScript(step, answer(201, body));

  const result = await callWith({ baseUrl, timeoutMs: 50, retries: 5 })("POST", { body });

  expect(result).not.toMatchObject({ body });
  expect(requests).toHaveLength(1);
});

test("does not repeat a PATCH after a 500 either", async () => {
  const { baseUrl, requests } = await startScript(answer(500), answer(200, body));

  expect(await callWith({ baseUrl })("PATCH", { body })).toMatchObject({ status: 500 });
  expect(requests).toHaveLength(1);
});

test.each(uncertain)("repeats a POST after %s if the call passes retries", async (_, step) => {
  const { baseUrl, requests } = await startScript(step, answer(201, body));

  const result = await callWith({ baseUrl, timeoutMs: 50 })("POST", { body, retries: 1 });

  expect(result).toMatchObject({ body });
  expect(requests).toHaveLength(2);
});

test.each(["PUT", "DELETE"])("repeats a %s like a GET", async (method) => {
  const { baseUrl, requests } = await startScript(reset, answer(200, body));

  await callWith({ baseUrl })(method, {});

  expect(requests).toHaveLength(2);
});

test("repeats a POST with a fresh token after a 401", async () => {
  const tokens = ["old", "new"];
  const { baseUrl, requests } = await startScript(answer(401), answer(201, body));

  await callWith({ baseUrl, token: () => tokens.shift()! })("POST", { body });

  expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
  expect(await requests[1]?.body).toBe(JSON.stringify(body));
});

test("sends a stream once, because it cannot be read twice", async () => {
  const { baseUrl, requests } = await startScript(answer(503, {}, { "retry-after": "0" }), good);
  const init = {
    body: new Blob(["{}"]).stream(),
    bodySerializer: (stream: unknown) => stream,
    duplex: "half",
    retries: 3,
  };

  const result = await callWith({ baseUrl })("POST", init);

  expect(result).toMatchObject({ status: 503 });
  expect(requests).toHaveLength(1);
});

async function* generate(): AsyncGenerator<string> {
  yield "{}";
}

test.each<[string, object]>([
  ["an async generator", generate()],
  ["a stream that is not iterable", { getReader: () => undefined }],
])("sends %s once, because it cannot be read twice", async (_, stream) => {
  let attempts = 0;
  const fetch = async (): Promise<Response> => {
    attempts += 1;
    return Response.json({}, { status: 503, headers: { "retry-after": "0" } });
  };

  await callWith({ fetch })("POST", { body: stream, bodySerializer: () => stream, retries: 3 });

  expect(attempts).toBe(1);
});

test("does not repeat a POST that timed out after a refused connection", async () => {
  const refused = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
  let attempts = 0;
  const fetch = (): Promise<Response> => {
    attempts += 1;
    if (attempts === 1) return Promise.reject(new TypeError("fetch failed", { cause: refused }));
    passLater(50);
    return new Promise(() => undefined);
  };

  const result = await callWith({ fetch, timeoutMs: 50, retries: 5 })("POST", { body });

  expect(result).toMatchObject({ name: "TimeoutError", attempts: 2, cause: { name: "NetworkError" } });
});

test.each([
  ["http://api.test", "connect ECONNREFUSED 10.0.0.1:80", 2],
  ["http://api.test", "connect ECONNREFUSED 10.0.0.1:443", 1],
  ["https://api.test", "connect ECONNREFUSED ::1:443", 2],
  ["https://api.test", "connect ECONNREFUSED 10.0.0.1:80", 1],
  ["https://api.test:8443", "connect ECONNREFUSED 10.0.0.1:8443", 2],
  ["https://api.test:8443", "connect ECONNREFUSED 10.0.0.1:443", 1],
  ["https://api.test", "getaddrinfo ENOTFOUND api.test", 2],
  ["https://api.test", "getaddrinfo ENOTFOUND other.test", 1],
])("sends a POST to %s after %s in %i attempts", async (baseUrl, message, expected) => {
  const [, code] = message.split(" ");
  let attempts = 0;
  const fetch = (): Promise<Response> => {
    attempts += 1;
    return Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) }));
  };

  await callWith({ baseUrl, fetch, retries: 1 })("POST", { body });

  expect(attempts).toBe(expected);
});

test.each([
  ["429", answer(429, {}, { "retry-after": "0" })],
  ["503", answer(503, {}, { "retry-after": "0" })],
  ["401", answer(401)],
])("does not repeat a POST that a redirect led to a %s", async (_, step) => {
  const redirect: Parameters<typeof startScript>[0] = (_request, response) => {
    response.writeHead(303, { location: "/poll" }).end();
  };
  const { baseUrl, requests } = await startScript(redirect, step);

  await callWith({ baseUrl, token: () => "any" })("POST", { body });

  expect(requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("does not repeat a POST whose redirect led to a closed port", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, "close");
  const { baseUrl, requests } = await startScript((_, response) => {
    response.writeHead(303, { location: `http://127.0.0.1:${port}/` }).end();
  });

  const refused = { name: "NetworkError", cause: { code: "ECONNREFUSED" } };
  expect(await callWith({ baseUrl })("POST", { body })).toMatchObject(refused);
  expect(requests).toHaveLength(1);
});
