import type { MockServer } from "@integrations-api/mock-server";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasCurl, runCurlLine } from "./curl-line.ts";
import { permissions, readArticles, readLog } from "./page-parts.ts";
import { startContract } from "./start-contract.ts";
import { alike, things } from "./things-contract.ts";

describe.skipIf(!hasBrowser)("the operations on the page", { timeout: 60_000 }, () => {
  test("names every operation with its method and path", async () => {
    const mock = await startContract(things);
    const { page, problems } = await openPage(mock.url, { permissions });

    const routes = await page
      .locator("section:has(.route)")
      .evaluateAll((sections) =>
        sections.map((section) => ["h2", ".route"].map((part) => section.querySelector(part)?.textContent)),
      );

    expect(routes).toEqual([
      ["Make <b>a</b> thing", "POST /things/{thing-name}"],
      ["readKinds", "GET /kinds"],
      ["Make a kind", "POST /kinds"],
      ["Remove a kind", "DELETE /kinds"],
      ["Replace kinds", "PUT /kinds"],
    ]);
    expect(problems).toEqual([]);
  });

  test("requests an example by Prefer without another trigger", async () => {
    const mock = await startContract(things);
    const section = await openOperation(mock, "Make <b>a</b> thing");

    const lines = (await readArticles(section.locator("article"))).map((article) => article.lines);

    const curl = `curl -i -X POST "${mock.url}/things/a%20b?size=7" -H "Authorization: Bearer any"`;
    const call = `${clientOf(mock)}.POST("/things/{thing-name}", { `;
    const params = 'params: { path: { "thing-name": "a b" }, query: { size: 7 } }';
    const prefer = "code=201, example=second";
    expect(lines).toEqual([
      { trigger: "any valid request", curl, client: `${call}${params} })` },
      {
        Prefer: prefer,
        curl: `${curl} -H "Prefer: ${prefer}"`,
        client: `${call}${params}, headers: { Prefer: "${prefer}" } })`,
      },
    ]);
    expect(await section.getByText("<script>").count()).toBe(1);
  });

  test("shows the headers of a request without a token", async () => {
    const mock = await startContract(things);
    const section = await openOperation(mock, "readKinds");

    const [article] = await readArticles(section.locator("article"));

    expect(article?.lines).toEqual({
      is: "it's",
      curl: `curl -i "${mock.url}/kinds?is=it%27s" -H 'X-Kind: $plain'`,
      client: `${clientOf(mock)}.GET("/kinds", { params: { query: { is: "it's" }, header: { "x-kind": "$plain" } } })`,
    });
  });

  test("marks a response without an example as made up", async () => {
    const mock = await startContract(things);
    const section = await openOperation(mock, "Make a kind");

    const articles = await readArticles(section.locator("article"));

    const note = "made up The contract does not have an example, so the mock makes up the response from the schema.";
    expect(articles.map(({ heading, notes }) => [heading, ...notes])).toEqual([
      ["201 without example", note],
      ["422 wrong"],
      ["default without example", note],
    ]);
  });

  test("shows requests with a body and without it", async () => {
    const mock = await startContract(things);
    const section = await openOperation(mock, "Make a kind");

    const lines = (await readArticles(section.locator("article"))).map((article) => article.lines);

    const curl = `curl -i -X POST "${mock.url}/kinds" -H "Authorization: Bearer any"`;
    const type = '-H "Content-Type: application/json"';
    const data = String.raw`--data-raw '{"is":"@it'\''s","sizes":[1,2]}'`;
    const call = `${clientOf(mock)}.POST("/kinds", { body: { is: "@it's", sizes: [1, 2] }`;
    expect(lines).toEqual([
      { trigger: "any valid request", curl: `${curl} ${type} ${data}`, client: `${call} })` },
      {
        trigger: "a request without a body",
        curl,
        client: `${call}, headers: { Prefer: "code=422, example=wrong" } })`,
      },
      {
        Prefer: "code=500",
        curl: `${curl} ${type} -H "Prefer: code=500" ${data}`,
        client: `${call}, headers: { Prefer: "code=500" } })`,
      },
    ]);
  });

  test.for([things, alike])("gives each copy button its own name", async (contract) => {
    const mock = await startContract(contract);
    const { page } = await openPage(mock.url, { permissions });

    const names = await page
      .locator("[data-copy]")
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));

    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("titles operations of one summary by their routes", async () => {
    const mock = await startContract(alike);
    const { page } = await openPage(mock.url, { permissions });

    const titles = await page.locator("section:has(.route) h2").allTextContents();

    expect(titles).toEqual(["Read it (HEAD /one)", "Read it (POST /one)", "Read another"]);
  });

  test("writes a body that is not JSON for the client", async () => {
    const mock = await startContract(alike);
    const section = await openOperation(mock, "Read it (POST /one)");

    const [article] = await readArticles(section.locator("article"));

    const body = 'body: "a,b\\n", bodySerializer: () => "a,b\\n"';
    const headers = 'headers: { "Content-Type": "text/csv", Accept: "application/json" }';
    expect(article?.lines["client"]).toBe(`${clientOf(mock)}.POST("/one", { ${body}, ${headers} })`);
  });

  test("requests only the headers with HEAD", async () => {
    const mock = await startContract(alike);
    const section = await openOperation(mock, "Read it (HEAD /one)");

    const [article] = await readArticles(section.locator("article"));

    expect(article?.lines["curl"]).toBe(`curl -I "${mock.url}/one"`);
  });

  test("says why the client cannot send a request", async () => {
    const mock = await startContract(things);
    const section = await openOperation(mock, "Replace kinds");

    const [article] = await readArticles(section.locator("article"));

    expect(article?.lines["client"]).toBe("The client cannot send Basic credentials.");
  });

  test.skipIf(!hasCurl).for([things, alike])("triggers the responses with their curl lines", async (contract) => {
    const mock = await startContract(contract);
    const { page } = await openPage(mock.url, { permissions });
    const articles = await readArticles(page.locator("article"));

    for (const { lines } of articles) await runCurlLine(String(lines["curl"]));

    const received = (await readLog(mock)).toReversed();
    expect(received.map(({ status, scenario = "without example" }) => `${status} ${scenario}`)).toEqual(
      articles.map(({ heading }) => heading.replace("default", "500").replace(/ \(.+\)$/, "")),
    );
  });
});

async function openOperation(mock: MockServer, name: string): Promise<Locator> {
  const { page } = await openPage(mock.url, { permissions });
  return page.getByRole("region", { name });
}

function clientOf(mock: MockServer): string {
  return `createClient({ token: "any", baseUrl: "${mock.url}" })`;
}
