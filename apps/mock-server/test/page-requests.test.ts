import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { catalogue } from "@integrations-api/scenarios";
import { beforeEach, describe, expect, test } from "vitest";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { ask, documented, readLog, secret, toKey } from "./page-parts.ts";

const permissions = ["clipboard-read", "clipboard-write"];

describe.skipIf(!hasBrowser)("the last requests on the page", { timeout: 60_000 }, () => {
  let mock: MockServer;
  beforeEach(async () => {
    mock = await startMockServer();
    return () => mock.close();
  });

  test("shows a request with its reason and without its token", async () => {
    const { page } = await openPage(mock.url, { permissions });
    await page.getByText("None yet.").waitFor();

    await ask(mock, `/integrations/${documented}?token=${secret}`);
    const item = page.locator("#requests-list li");
    await item.waitFor();

    const parts = await item.locator("*").allTextContents();
    const url = `GET /integrations/${documented}?token=…`;
    expect(parts).toEqual(["200", url, "documented", 'id of "documented"', expect.stringMatching(/^\d\d:\d\d:\d\d$/)]);
    expect(await page.content()).not.toContain(secret);
  });

  test("shows that a request got no answer", async () => {
    const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration");
    const reset = operation!.scenarios.find(({ fault }) => fault === "reset");
    await ask(mock, `/integrations/${toKey(reset!)}`).catch(() => undefined);

    const { page } = await openPage(mock.url, { permissions });

    expect(await page.locator("#requests-list .status").textContent()).toBe("no answer");
  });

  test("forgets the requests when told to", async () => {
    await ask(mock, `/integrations/${documented}`);
    const { page } = await openPage(mock.url, { permissions });
    await page.locator("#requests-list li").waitFor();

    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("status").getByText("Cleared").waitFor();

    expect(await page.locator("#requests-list li").count()).toBe(0);
    expect(await readLog(mock)).toEqual([]);
  });

  test("shows a hostile address as text", async () => {
    const hostile = "/<img/src=x/onerror=alert(1)>";
    await ask(mock, hostile);

    const { page, requests, problems } = await openPage(mock.url, { permissions });

    expect(await page.locator("#requests-list code").textContent()).toBe(`GET ${hostile}`);
    expect(await page.locator("img").count()).toBe(0);
    expect(requests.filter((url) => url.endsWith("/x"))).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("asks for the requests only while it is seen", async () => {
    const { page, requests } = await openPage("about:blank", { permissions });
    await page.clock.install();
    await page.goto(mock.url);
    const count = (): number => requests.filter((url) => url.endsWith("/__mock/requests")).length;

    await page.clock.runFor(10_000);
    const seen = count();
    await page.evaluate('Object.defineProperty(document, "visibilityState", { value: "hidden" })');
    await page.clock.runFor(10_000);

    expect({ seen, hidden: count() - seen }).toEqual({ seen: 6, hidden: 0 });
  });

  test("says that the mock has stopped", async () => {
    const { page } = await openPage(mock.url, { permissions });

    await mock.close();

    await page.getByText("The mock does not answer.").waitFor();
  });

  test("tells why a page under another name sees no requests", async () => {
    const { page } = await openPage("about:blank", { permissions });
    // The browser resolves no other name, so the answer to one is handed on to it.
    await page.route("http://other.test/**", async (route) => {
      const answer = await fetch(mock.url + new URL(route.request().url()).pathname, {
        headers: { origin: "http://other.test" },
      });
      await route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      });
    });

    await page.goto("http://other.test/");

    await page.getByText("Ask for this at the address that the mock printed").waitFor();
  });
});
