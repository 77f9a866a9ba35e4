import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { good, startScript } from "./start-script.ts";

const { id } = documented;
const params = { path: { id } };

test("sends client and call headers, and lets the call's win", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({
    token: "any",
    baseUrl,
    headers: { "X-Team": "a", "x-trace": "1", "User-Agent": "ours" },
  });
  const headers = { "x-team": "b", accept: "application/problem+json" };

  await client.getIntegration(id, { headers });
  await client.GET("/integrations/{id}", { params, headers });

  const sent = { "x-team": "b", "x-trace": "1", "user-agent": "ours", accept: "application/problem+json" };
  expect(requests.map((request) => request.headers)).toMatchObject([sent, sent]);
});

test("keeps, removes and repeats a header as the call says", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({ token: "any", baseUrl, headers: { "x-team": "a", "x-trace": "1", "x-tag": "b" } });
  const headers = { "x-team": undefined, "x-trace": null, "x-tag": ["c", 5], "x-none": null };

  await client.GET("/integrations/{id}", { params, headers });

  const { "x-team": team, "x-trace": trace, "x-tag": tag, "x-none": none } = requests[0]!.headers;
  expect({ team, trace, tag, none }).toEqual({ team: "a", trace: undefined, tag: "c, 5", none: undefined });
});

test.each([null, undefined, new Headers({ "x-team": "a" }), [["x-team", "a"]]])(
  "accepts %j as the headers of a call",
  async (headers) => {
    const { baseUrl, requests } = await startScript(good);

    await createClient({ token: "any", baseUrl }).GET("/integrations/{id}", { params, headers } as never);

    expect(requests[0]?.headers["x-team"]).toBe(headers ? "a" : undefined);
  },
);

test("sends headers whose names only contain authorization", async () => {
  const headers = { "proxy-authorization": "Basic x", "authorization-info": "y" };
  const { baseUrl, requests } = await startScript(good);

  await createClient({ token: "any", baseUrl, headers }).getIntegration(id);

  expect(requests[0]?.headers).toMatchObject({ ...headers, authorization: "Bearer any" });
});
