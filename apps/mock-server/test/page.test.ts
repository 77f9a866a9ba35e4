import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { catalogue } from "@integrations-api/scenarios";
import { beforeEach, describe, expect, test } from "vitest";
import { runCurlLine } from "./curl-line.ts";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { ask, documented, findViolations, readClipboard, readLog, toShown } from "./page-parts.ts";
import { startContract } from "./start-contract.ts";
import { things } from "./things-contract.ts";

const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);

const permissions = ["clipboard-read", "clipboard-write"];

describe.skipIf(!hasBrowser)("the page", { timeout: 60_000 }, () => {
  let mock: MockServer;
  beforeEach(async () => {
    mock = await startMockServer();
    return () => mock.close();
  });

  test.for(["light", "dark"] as const)("passes axe in %s at any width", async (colorScheme) => {
    await ask(mock, `/integrations/${documented}`);
    const { page } = await openPage(mock.url, { colorScheme, permissions });
    await page.locator("#requests-list li").waitFor();

    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await findViolations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });

  test("asks its own server only and reports no problem", async () => {
    const { page, requests, problems } = await openPage(mock.url, { permissions });

    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("None yet.").waitFor();

    expect(new Set(requests)).toEqual(new Set([`${mock.url}/`, `${mock.url}/__mock/requests`]));
    expect(problems).toEqual([]);
  });

  test("shows every scenario with what gets it", async () => {
    const { page } = await openPage(mock.url, { permissions });

    const shown = await page.locator("article").evaluateAll((articles) =>
      articles.map((article) => ({
        heading: article.querySelector("h3")?.textContent,
        summary: article.querySelector(".summary")?.textContent,
        key: article.querySelector("code:not(p code)")?.textContent,
      })),
    );

    expect(shown).toEqual(scenarios.map(toShown));
  });

  test("says in words what is unusual about an answer", async () => {
    const { page } = await openPage(mock.url, { permissions });

    const words = await page.locator(".twist").allTextContents();

    expect(words).toMatchInlineSnapshot(`
      [
        "Breaks the contract at /config/credentials/api_key/format, /config/authorization/format, /config/pagination/format.",
        "Breaks the contract at /created_at, /updated_at, /team/created_at, /team/updated_at.",
        "Comes after 3 s.",
        "In turn for each token: 503, 503, 200, and again.",
        "In turn for each token: 429, 200, and again.",
        "The connection is reset.",
        "The connection stays open, without an answer.",
        "The connection ends in the middle of the body.",
        "The JSON is cut in half.",
        "The body is HTML.",
      ]
    `);
  });

  test("copies curl lines that get the scenarios they stand at", async () => {
    const { page } = await openPage(mock.url, { permissions });
    const lines: string[] = [];
    for (const { name } of scenarios) {
      await page.getByRole("button", { name: `Copy curl of ${name}`, exact: true }).click();
      lines.push(await readClipboard(page));
    }

    await Promise.all(lines.map(runCurlLine));

    const answered = (await readLog(mock)).map(({ scenario }) => scenario);
    expect(answered.toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
  });

  test("copies a client line by the keyboard and says so", async () => {
    const { page } = await openPage(mock.url, { permissions });
    const button = page.getByRole("button", { name: "Copy client of documented", exact: true });

    await button.press("Enter");
    await page.getByRole("status").getByText("Copied client of documented").waitFor();

    expect(await button.textContent()).toBe("Copied");
    expect(await readClipboard(page)).toBe(
      `createClient({ token: "any", baseUrl: "${mock.url}" }).getIntegration("${documented}")`,
    );
  });
});

describe.skipIf(!hasBrowser)("the page of another contract", { timeout: 60_000 }, () => {
  test("shows a second operation, by Prefer where nothing else gets an example", async () => {
    const mock = await startContract(things);
    const { page, problems } = await openPage(mock.url, { permissions });

    const section = page.getByRole("region", { name: "Make <b>a</b> thing" });
    const texts = await section.locator("dd").allTextContents();

    const client = `createClient({ token: "any", baseUrl: "${mock.url}" })`;
    const curl = `curl -i -X POST "${mock.url}/things/a%20b?size=7" -H "Authorization: Bearer any"`;
    const init = 'params: { path: { "thing-name": "a b" }, query: { size: 7 } }';
    expect(texts.map((text) => text.replace(/Copy$/, ""))).toEqual([
      "any good request",
      curl,
      `${client}.POST("/things/{thing-name}", { ${init} })`,
      "code=201, example=second",
      `${curl} -H "Prefer: code=201, example=second"`,
      `${client}.POST("/things/{thing-name}", { ${init}, headers: { Prefer: "code=201, example=second" } })`,
    ]);
    expect(await section.getByText("<script>").count()).toBe(1);
    expect(problems).toEqual([]);
  });

  test("shows what a request needs, and no token where none is", async () => {
    const mock = await startContract(things);
    const { page } = await openPage(mock.url, { permissions });

    const texts = await page.getByRole("region", { name: "readKinds" }).locator("dd code").allTextContents();

    const client = `createClient({ token: "any", baseUrl: "${mock.url}" })`;
    expect(texts).toEqual([
      "it's",
      `curl -i "${mock.url}/kinds?is=it%27s" -H 'X-Kind: $plain'`,
      `${client}.GET("/kinds", { params: { query: { is: "it's" }, header: { "x-kind": "$plain" } } })`,
    ]);
  });

  test("copies lines that get the scenarios of a second operation", async () => {
    const mock = await startContract(things);
    const { page } = await openPage(mock.url, { permissions });

    for (const name of ["first", "second"]) {
      await page.getByRole("button", { name: `Copy curl of ${name}`, exact: true }).click();
      await runCurlLine(await readClipboard(page));
    }

    expect((await readLog(mock)).map(({ scenario }) => scenario)).toEqual(["second", "first"]);
  });
});
