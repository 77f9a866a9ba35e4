import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";

const { id } = documented;

/** The names of the headers that a call sends if its runtime looks like this. */
async function headersIn(runtime: Record<string, unknown>): Promise<string[]> {
  const sent: object[] = [];
  const fetch = async (_: string, { headers }: { headers: object }): Promise<Response> => {
    sent.push(headers);
    return Response.json(documented);
  };
  const client = createClient({ token: "any", fetch });
  for (const [name, value] of Object.entries(runtime)) vi.stubGlobal(name, value);
  // The request is prepared before the call first waits, so the test runner does not miss its globals.
  const call = client.getIntegration(id);
  vi.unstubAllGlobals();
  await call;
  return Object.keys(sent[0]!).toSorted();
}

const common = ["accept", "authorization"];

test.each([{ process: undefined }, { process: {} }, { process: { versions: {} } }])(
  "sends no header that costs a preflight in %j",
  async (runtime) => {
    expect(await headersIn(runtime)).toEqual(common);
  },
);

test.each([{ process: { versions: { node: "20.0.0" } } }, { process: undefined, Deno: {} }])(
  "identifies itself in %j",
  async (runtime) => {
    expect(await headersIn(runtime)).toEqual([...common, "user-agent"]);
  },
);

test("reports errors in an engine that captures no stack", async () => {
  const own = Object.getOwnPropertyDescriptor(Error, "captureStackTrace")!;
  Reflect.deleteProperty(Error, "captureStackTrace");
  const client = createClient({ token: "any" });
  const call = client.tryGetIntegration("zendesk");
  Object.defineProperty(Error, "captureStackTrace", own);

  const result = await call;

  expect(result).toMatchObject({ error: { name: "ArgumentError", stack: expect.stringContaining("zendesk") } });
});
