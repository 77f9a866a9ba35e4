import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { requestFor } from "@integrations-api/scenarios";
import { beforeEach, describe, expect, test } from "vitest";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { ask, documented, getIntegration, permissions, readLog, secret } from "./page-parts.ts";

describe.skipIf(!hasBrowser)("the last requests on the page", { timeout: 60_000 }, () => {
  let mock: MockServer;
  beforeEach(async () => {
    mock = await startMockServer();
    return () => mock.close();
  });

  test("shows a request and its reason without the token", async () => {
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

  test("shows that a request got no response", async () => {
    const reset = getIntegration.scenarios.find(({ fault }) => fault === "reset")!;
    await ask(mock, requestFor(getIntegration, reset)!.path).catch(() => undefined);

    const { page } = await openPage(mock.url, { permissions });

    expect(await page.locator("#requests-list .status").textContent()).toBe("no response");
  });

  test("clears the list on request", async () => {
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

  test("reads the requests only while it is visible", async () => {
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

    await page.getByText("The mock does not respond.").waitFor();
  });

  test("says why it cannot read requests under another name", async () => {
    const { page } = await openPage("about:blank", { permissions });
    // The browser does not resolve other names, so the test passes the response on.
    await page.route("http://other.test/**", async (route) => {
      const response = await fetch(mock.url + new URL(route.request().url()).pathname, {
        headers: { origin: "http://other.test" },
      });
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      });
    });

    await page.goto("http://other.test/");

    await page.getByText("Use the address that the mock printed").waitFor();
  });
});
