import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { beforeEach, describe, expect, test } from "vitest";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { ask, documented, findViolations, permissions, readClipboard } from "./page-parts.ts";

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

  test("marks drift, delays, sequences and faults in words", async () => {
    const { page } = await openPage(mock.url, { permissions });

    const words = await page.locator(".note").allTextContents();

    expect(words).toMatchInlineSnapshot(`
      [
        "drift Breaks the contract on purpose at /config/credentials/api_key/format, /config/authorization/format, /config/pagination/format.",
        "drift Breaks the contract on purpose at /created_at, /updated_at, /team/created_at, /team/updated_at.",
        "delay The response takes 3 s.",
        "sequence Each token gets 503, 503, 200, then starts over.",
        "sequence Each token gets 429, 200, then starts over.",
        "fault The mock resets the connection without a response.",
        "fault The mock keeps the connection open, but never responds.",
        "fault The connection ends in the middle of the body.",
        "fault The body is cut off, so it is not valid JSON.",
        "fault The body is an HTML page.",
      ]
    `);
  });

  test("marks the same scenarios in the index", async () => {
    const { page } = await openPage(mock.url, { permissions });

    const labels = await page.locator(".index .label").allTextContents();

    expect(labels).toEqual(await page.locator(".note .label").allTextContents());
  });

  test("copies a client line by the keyboard and says so", async () => {
    const { page } = await openPage(mock.url, { permissions });
    const button = page.getByRole("button", {
      name: "Copy client line of 200 documented, Get an integration",
      exact: true,
    });

    await button.press("Enter");
    await page.getByRole("status").getByText("Copied client line of 200 documented, Get an integration").waitFor();

    expect(await button.textContent()).toBe("Copied");
    expect(await readClipboard(page)).toBe(
      `createClient({ token: "any", baseUrl: "${mock.url}" }).getIntegration("${documented}")`,
    );
  });
});
