import { createFetchStub, readCatalogue } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../../client/test/start-server.ts";

const responding = (text: string): object => ({
  get: { responses: { 200: { content: { "text/plain": { example: text } } } } },
});
const catalogue = readCatalogue({ paths: { "/": responding("root"), "/things": responding("below") } });

test("leaves to others what is not below the base URL of MSW", async () => {
  const served = await startServer((_, response) => void response.end("served"));
  const other = await startServer((_, response) => void response.end("other"));
  const server = setupServer(...createHandlers({ catalogue, baseUrl: `${served}/v1//` }));
  server.listen({ onUnhandledFrame: "bypass" });
  onTestFinished(() => server.close());
  const textOf = async (address: string): Promise<string> => (await fetch(address)).text();

  const texts = [
    await textOf(`${served}/v1/things`),
    await textOf(`${served}/v10/things`),
    await textOf(`${served}/things`),
    await textOf(`${other}/v1/things`),
  ];

  expect(texts).toEqual(["below", "served", "served", "other"]);
});

test("takes the base URL itself for the path /", async () => {
  const response = await createFetchStub({ catalogue, baseUrl: "https://a.test/v1" })("https://a.test/v1");

  expect(await response.text()).toBe("root");
});
