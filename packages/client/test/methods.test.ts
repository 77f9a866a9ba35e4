import type { Fetch } from "@integrations-api/client";
import * as undici from "undici";
import { expect, test } from "vitest";
import { callWith } from "./send-with.ts";
import { answer, startScript } from "./start-script.ts";
import { stopClock } from "./stop-clock.ts";

// The contract does not have such methods today. Any method that it declares is called like this.
stopClock();

const body = { name: "zendesk", config: { label: "Zendesk" } };

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

test.each<[string, unknown, string]>([
  ["application/x-www-form-urlencoded", { a: "1 2", b: "&" }, "a=1+2&b=%26"],
  ["application/merge-patch+json", { a: "1 2" }, '{"a":"1 2"}'],
  ["text/csv", "a b", "a b"],
])("sends a body of type %s", async (contentType, given, expected) => {
  const { baseUrl, requests } = await startScript(answer(201, body));

  await callWith({ baseUrl })("POST", { body: given, headers: { "content-type": contentType } });

  expect(await requests[0]?.body).toBe(expected);
  expect(requests[0]?.headers["content-type"]).toBe(contentType);
});

test("rejects the body of a HEAD", async () => {
  await expect(callWith({})("HEAD", { body: "x" })).rejects.toThrow('body is "x". Leave it out.');
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
