import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fetch } from "@integrations-api/client";
import * as undici from "undici";
import { expect, test } from "vitest";
import { type CallInit, prepareRequest } from "../src/call/prepare-request.ts";
import { createSend } from "../src/call/send.ts";
import { type ClientOptions, normalizeOptions } from "../src/options/client-options.ts";
import { answer, good, halfOf, reset, startScript } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

// The contract does not have such methods today. Any method that it declares is called like this.
stopClock();

const body = { name: "zendesk", config: { label: "Zendesk" } };

function callWith(options: Partial<ClientOptions>): (method: string, init: CallInit) => Promise<unknown> {
  const settings = normalizeOptions({ token: "any", onRetry: passPause, ...options });
  const send = createSend();
  const path = "/integrations";
  return async (method, init) => {
    const { judged, error } = await send(prepareRequest(settings, { method, path, sentPath: path, init, caller: {} }));
    return judged ? { status: judged.record.status, body: judged.body } : error;
  };
}

test("sends the body again with a retry", async () => {
  const { baseUrl, requests } = await startScript(answer(429, {}, { "retry-after": "1" }), answer(201, body));

  const result = await callWith({ baseUrl })("POST", { body });

  expect(result).toEqual({ status: 201, body });
  const sent = { method: "POST", headers: { "content-type": "application/json" } };
  expect(requests).toMatchObject([sent, sent]);
  expect(await Promise.all(requests.map((request) => request.body))).toEqual(Array(2).fill(JSON.stringify(body)));
});

test("sends a form again with a retry", async () => {
  const { baseUrl, requests } = await startScript(answer(408), answer(201, body));
  const form = new FormData();
  form.set("name", "zendesk");

  await callWith({ baseUrl })("POST", { body: form });

  const sent = await Promise.all(requests.map((request) => request.body));
  expect(sent).toEqual(Array(2).fill(expect.stringContaining('name="name"')));
  expect(requests[1]?.headers["content-type"]).toContain("multipart/form-data");
});

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

test("resolves to undefined for a 204", async () => {
  const { baseUrl } = await startScript((_, response) => void response.writeHead(204).end());

  const result = await callWith({ baseUrl })("DELETE", {});

  expect(result).toMatchObject({ status: 204, body: undefined });
});

test("rejects a body that cannot be serialized", async () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;

  await expect(callWith({})("POST", { body: circular })).rejects.toThrow("circular");
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

test.each([
  ["the platform's", FormData],
  ["undici's", undici.FormData],
])("leaves the content type of %s FormData to fetch", async (_, Form) => {
  const seen: (string | undefined)[] = [];
  const fetch: Fetch = async (_url, { headers, body: sent }) => {
    seen.push(headers["content-type"], Object.prototype.toString.call(sent));
    return Response.json(body, { status: 201 });
  };
  const form = new Form();

  await callWith({ fetch })("POST", { body: form });
  await callWith({ fetch })("POST", { body, bodySerializer: () => form });

  expect(seen).toEqual([undefined, "[object FormData]", undefined, "[object FormData]"]);
});
