import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { type OperationRequest, requestFor, type Scenario } from "@integrations-api/scenarios";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { beforeEach, describe, expect, test } from "vitest";
import { hasCurl, runCurlLine } from "./curl-line.ts";
import { copyAll, getIntegration, permissions, readArticles, readLog } from "./page-parts.ts";

const { summary: title, scenarios } = getIntegration;

describe.skipIf(!hasBrowser)("the lines on the page", { timeout: 60_000 }, () => {
  let mock: MockServer;
  beforeEach(async () => {
    mock = await startMockServer();
    return () => mock.close();
  });

  /** The trigger, the curl line and the client line of a scenario. */
  function linesOf(scenario: Scenario): Record<string, string> {
    const { path, triggers, parts }: OperationRequest = requestFor(getIntegration, scenario)!;
    const options = `{ token: "${parts.token}", baseUrl: "${mock.url}" }`;
    return {
      ...(triggers as Record<string, string>),
      curl: `curl -i "${mock.url}${path}" -H "Authorization: Bearer ${parts.token}"`,
      client: `createClient(${options}).getIntegration("${parts.path["id"]}")`,
    };
  }

  test("shows each scenario's trigger and lines in its article", async () => {
    const { page } = await openPage(mock.url, { permissions });

    const shown = await readArticles(page.getByRole("region", { name: title }).locator("article"));

    const expected = scenarios.map((scenario) => ({
      heading: `${badgeOf(scenario)} ${scenario.name}`,
      summary: scenario.summary,
      lines: linesOf(scenario),
    }));
    expect(shown.map(({ notes: _notes, ...article }) => article)).toEqual(expected);
  });

  test("copies exactly what each article shows", async () => {
    const { page } = await openPage(mock.url, { permissions });
    const articles = await page.getByRole("region", { name: title }).locator("article").all();

    const copied: Record<string, string>[] = [];
    for (const article of articles) copied.push(await copyAll(page, article));

    const expected = scenarios.map((scenario) => {
      const name = `${badgeOf(scenario)} ${scenario.name}, ${title}`;
      const { curl, client, ...triggers } = linesOf(scenario);
      const lines = { ...triggers, "curl line": curl, "client line": client };
      return Object.fromEntries(Object.entries(lines).map(([label, line]) => [`Copy ${label} of ${name}`, line]));
    });
    expect(copied).toEqual(expected);
  });

  test.skipIf(!hasCurl)("triggers each scenario with its curl line", async () => {
    const { page } = await openPage(mock.url, { permissions });
    const articles = await readArticles(page.getByRole("region", { name: title }).locator("article"));

    await Promise.all(articles.map(({ lines }) => runCurlLine(String(lines["curl"]))));

    const triggered = (await readLog(mock)).map(({ scenario }) => scenario);
    expect(triggered.toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
  });
});

function badgeOf({ status, fault }: Scenario): string {
  return fault === "reset" || fault === "hang" ? "no response" : String(status);
}
