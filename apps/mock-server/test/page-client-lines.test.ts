import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { describe, expect, onTestFinished, test } from "vitest";
import { compileLines, declareClient } from "./page-compiler.ts";
import { readArticles } from "./page-parts.ts";
import { startContract } from "./start-contract.ts";
import { alike, things } from "./things-contract.ts";

const ownClient = 'import { createClient } from "@integrations-api/client";';

describe.skipIf(!hasBrowser)("the client lines on the page", { timeout: 60_000 }, () => {
  test("compile with the client of our contract", async () => {
    const mock = await startMockServer();
    onTestFinished(() => mock.close());

    const lines = await readClientLines(mock);

    expect(compileLines(ownClient, lines)).toEqual([]);
  });

  test.for([things, alike])("compile with the types of another contract", async (contract) => {
    const mock = await startContract(contract);

    const lines = await readClientLines(mock);

    expect(compileLines(await declareClient(contract), lines)).toEqual([]);
  });
});

test("finds a line that does not compile", async () => {
  const client = 'createClient({ token: "any", baseUrl: "" })';

  expect(compileLines(ownClient, [`${client}.getIntegration()`])).toEqual([
    expect.stringContaining("Expected 1-2 arguments"),
  ]);
  expect(compileLines(await declareClient(things), [`${client}.POST("/kinds", { body: {} })`])).toEqual([
    expect.stringContaining("Property 'is' is missing"),
  ]);
});

async function readClientLines(mock: MockServer): Promise<string[]> {
  const { page } = await openPage(mock.url);
  const articles = await readArticles(page.locator("article"));
  const lines = articles.map((article) => String(article.lines["client"]));
  expect(lines).not.toEqual([]);
  return lines.filter((line) => !line.startsWith("The client cannot send"));
}
