import { createClient } from "@integrations-api/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";

const { id } = documented;

async function retryAfterOf(headers: Record<string, string>): Promise<number | undefined> {
  const { baseUrl } = await startScript(answer(503, {}, headers));
  const result = await createClient({ token: "any", baseUrl, retries: 0 }).tryGetIntegration(id);
  return result.ok ? undefined : result.error.retryAfter;
}

test.each([
  ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT"],
  ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT"],
  ["Sun Nov  6 08:49:37 1994", "Sunday, 06-Nov-94 08:49:07 GMT"],
  ["Wed Nov 16 00:00:29 1994", "Tue Nov 15 23:59:59 1994"],
  ["Wednesday, 06-Nov-30 08:49:37 GMT", "Wed, 06 Nov 2030 08:49:07 GMT"],
])("reads %j relative to the response's own date %j", async (until, date) => {
  expect(await retryAfterOf({ "retry-after": until, date })).toBe(30);
});

test("reads a date relative to the local clock if the response has none", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("1994-11-06T08:49:07Z") });
  const headers = { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" };
  const fetch = async (): Promise<Response> => Response.json({}, { status: 503, headers });

  const result = await createClient({ token: "any", fetch, retries: 0 }).tryGetIntegration(id);

  vi.useRealTimers();
  expect(result).toMatchObject({ error: { retryAfter: 30 } });
});

test.each([
  ["0", 0],
  ["0.5", 0.5],
  ["1.25", 1.25],
  ["007", 7],
])("reads %j as seconds", async (value, seconds) => {
  expect(await retryAfterOf({ "retry-after": value })).toBe(seconds);
});

test.each([
  [50, 30],
  [51, 0],
])("reads a year of two digits as at most 50 years ahead: %i", async (ahead, seconds) => {
  const year = new Date().getFullYear() + ahead;
  const until = `Sunday, 06-Nov-${String(year).slice(-2)} 08:49:37 GMT`;

  expect(await retryAfterOf({ "retry-after": until, date: `Sun, 06 Nov ${year} 08:49:07 GMT` })).toBe(seconds);
});

test("counts the seconds of a day exactly", async () => {
  const headers = { "retry-after": "Mon, 07 Nov 1994 08:49:37 GMT", date: "Sun, 06 Nov 1994 08:49:37 GMT" };

  expect(await retryAfterOf(headers)).toBe(86_400);
});

test("does not pause for a date that has passed on the server's clock", async () => {
  const date = new Date(Date.now() + 600_000).toUTCString();

  expect(await retryAfterOf({ "retry-after": new Date(Date.now() + 300_000).toUTCString(), date })).toBe(0);
});

test.each([
  "2030-01-01T00:00:00Z",
  "Sun, 06 Nov 2094 08:49:37 +0100",
  "Sun, 06 Nov 2094 08:49:37 PST",
  "Sun, 31 Feb 2094 08:49:37 GMT",
  "Sun, 06 Foo 2094 08:49:37 GMT",
  "06 Nov 2094 08:49:37 GMT",
  "Sun, 06 Nov 2094 08:49 GMT",
  "Mo, 06 Nov 2094 08:49:37 GMT",
])("ignores the date %j", async (value) => {
  expect(await retryAfterOf({ "retry-after": value })).toBeUndefined();
});

test("reads a date as UTC in any time zone", async () => {
  const zone = process.env["TZ"];
  process.env["TZ"] = "America/New_York";
  const headers = { "retry-after": "Sun Nov  6 08:49:37 1994", date: "Sun, 06 Nov 1994 08:49:07 GMT" };

  const seconds = await retryAfterOf(headers).finally(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  expect(seconds).toBe(30);
});

describe.each([
  ["timers alone", ["setTimeout", "clearTimeout"]],
  ["timers and dates", ["setTimeout", "clearTimeout", "Date"]],
  ["timers and performance", ["setTimeout", "clearTimeout", "performance"]],
] as const)("with %s faked", (_, toFake) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: [...toFake] }));
  afterEach(() => void vi.useRealTimers());

  test.each([429, 503])("continues after a %i once its own timer has fired", async (status) => {
    const { baseUrl, requests } = await startScript(answer(status, {}, { "retry-after": "30" }), good);
    const onRetry = (): void => void setImmediate(() => void vi.advanceTimersByTimeAsync(30_000));
    const client = createClient({ token: "any", baseUrl, onRetry });

    expect(await client.getIntegration(id)).toEqual(documented);
    expect(requests).toHaveLength(2);
  });
});
