import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { validate } from "@integrations-api/explain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GeneratedRequest, generateRequests } from "./generated-requests.ts";
import { type RunningProvider, startProvider } from "./provider.ts";

const mockServer = fileURLToPath(new URL("../../mock-server/dist/cli.js", import.meta.url));
const mock = spawn(process.execPath, [mockServer, "--port", "0", "--log", "silent"], {
  stdio: ["ignore", "pipe", "inherit"],
});
/** More by hand: PROVIDER_TEST_REQUESTS=5000. */
const count = Number(process.env["PROVIDER_TEST_REQUESTS"] ?? 1000);

let mockUrl: string;
let provider: RunningProvider;
beforeAll(async () => {
  [mockUrl] = await once(createInterface({ input: mock.stdout }), "line");
  provider = await startProvider(["--rate-limit", "off"]);
});
afterAll(async () => {
  mock.kill();
  await provider.stop();
});

test("responds to generated requests as the mock does", async () => {
  const differences: object[] = [];
  const outcomes = new Map<string, number>();
  for (const generated of generateRequests(20_261_127, count)) {
    const [expected, found] = await Promise.all([
      send(mockUrl, generated, "any"),
      send(provider.url, generated, provider.token),
    ]);
    outcomes.set(expected, (outcomes.get(expected) ?? 0) + 1);
    if (found !== expected) differences.push({ ...generated, expected, found });
  }

  expect(differences.slice(0, 10)).toEqual([]);
  expect([...outcomes.keys()].toSorted()).toEqual([
    "200 Integration",
    "200 empty",
    "204 empty",
    "400 ErrorBody",
    "400 empty",
    "401 ErrorBody",
    "401 empty",
    "404 ErrorBody",
    "404 empty",
    "405 ErrorBody",
    "406 ErrorBody",
    "406 empty",
  ]);
});

const agent = new Agent({ keepAlive: true, maxSockets: 2 });

/** Resolves to the status, and the schema that the body keeps. */
function send(
  url: string,
  { method, path, headers, credentials, body }: GeneratedRequest,
  token: string,
): Promise<string> {
  const { hostname, port } = new URL(url);
  const authorization = [credentials].flat().map((value) => value?.replace("TOKEN", token));
  const own =
    credentials === undefined ? {} : { authorization: authorization.length === 1 ? authorization[0] : authorization };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, agent, method, path, headers: { ...headers, ...own } as never },
      (response) => {
        text(response).then((received) => resolve(`${response.statusCode} ${schemaOf(received)}`), reject);
      },
    );
    sent.on("error", reject).end(body);
  });
}

function schemaOf(body: string): string {
  if (body === "") return "empty";
  const value: unknown = JSON.parse(body);
  const names = ["Integration", "ErrorBody"] as const;
  return names.find((schema) => validate(value, { schema }).length === 0) ?? "another schema";
}
