import { hasBrowser, madeUpHost, type OpenPage, openPage } from "@integrations-api/test-browser/open-page";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  bodySchema,
  description,
  listOwnTexts,
  listPropertyTexts,
  listUnions,
  responses,
  summary,
  tag,
  toPlainText,
  triggers,
} from "./contract.ts";
import { type RunningServe, startServe } from "./start-serve.ts";

describe.skipIf(!hasBrowser)("the Redoc view", () => {
  let serve: RunningServe;
  let origin: string;
  let address: string;

  beforeAll(async () => {
    serve = await startServe();
    origin = `http://${madeUpHost}:${new URL(serve.url).port}`;
    address = `${origin}/redoc/index.html`;
  });
  afterAll(() => void serve.process.kill());

  test("requests only its own host and reports no problem", async () => {
    const { page, requests, problems } = await openReference(address);

    await openOperation(page);
    await page.getByTestId("color-mode-switcher").click();
    const hasLogo = await page.getByAltText("redocly logo").isVisible();
    // Telemetry is sent when the reader leaves.
    await page.goto("about:blank");

    expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(new Set([origin]));
    expect(problems).toEqual([]);
    expect(hasLogo).toBe(true);
  });

  test("shows the summary and the description of the operation", async () => {
    const { page } = await openReference(address);

    await openOperation(page);

    expect(await page.getByRole("heading", { name: summary }).count()).toBe(1);
    const text = await readText(page);
    expect(description.split("\n\n").filter((paragraph) => !text.includes(toPlainText(paragraph)))).toEqual([]);
  });

  test("shows the description of every response", async () => {
    const { page } = await openReference(address);
    const operation = await openOperation(page);

    for (const [status, response] of responses) {
      await operation.getByRole("tab", { name: status }).click();
      await expectTexts(page, [toPlainText(response.description)]);
    }
  });

  test("shows the description of every property", async () => {
    const { page } = await openReference(address);
    const operation = await openOperation(page);

    await expandAll(operation);

    const texts = listPropertyTexts(bodySchema);
    expect(texts.length).toBeGreaterThan(100);
    await expectTexts(page, texts);
  });

  test("shows each member of a union when chosen", async () => {
    const { page } = await openReference(address);
    const operation = await openOperation(page);
    await expandAll(operation);

    const unions = Object.entries(bodySchema.properties ?? {}).flatMap(([parent, schema]) =>
      listUnions(schema).map((union) => ({ path: `${parent}/${union.property}`, ...union })),
    );
    expect(unions.length).toBeGreaterThan(0);
    for (const { path, discriminator, members } of unions) {
      const property = operation.locator(`[id*="path=${path}"][id$="/${discriminator}"]`).first();
      for (const [name, member] of Object.entries(members)) {
        await choose(property, name);
        await expectTexts(page, [`Value:"${name}"`, ...listOwnTexts(member)]);
      }
    }
  });

  test("lists every scenario with its trigger", async () => {
    const { page } = await openReference(address);

    const text = await readText(page);

    expect(triggers.length).toBeGreaterThan(10);
    expect(triggers.filter((trigger) => !text.includes(trigger))).toEqual([]);
  });

  test("keeps menu links on the page", async () => {
    const { page } = await openReference(address);
    await openOperation(page);

    const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));

    expect(links.filter((link) => !/^(#|https:)/.test(link))).toEqual([]);
  });

  test("opens from its file without a server", async () => {
    const { page, requests, problems } = await openReference(new URL("../dist/redoc/index.html", import.meta.url).href);

    await openOperation(page);

    expect(new Set(requests.map((url) => new URL(url).protocol))).toEqual(new Set(["file:"]));
    expect(problems).toEqual([]);
  });
});

// Redoc shows a few members as tabs and many as a menu.
async function choose(property: Locator, member: string): Promise<void> {
  const tab = property.getByRole("tab", { name: member, exact: true });
  if (await tab.isVisible()) return tab.click();
  await property.getByTestId("dropdown").getByRole("button").click();
  await property.page().getByRole("menuitem", { name: member, exact: true }).click();
}

async function openOperation(page: Page): Promise<Locator> {
  // The operation is in the menu once its tag is open.
  await page.getByRole("link", { name: tag }).first().click();
  await page.getByRole("link", { name: summary }).first().click();
  const heading = page.getByRole("heading", { name: summary });
  await heading.waitFor();
  return page.locator("[data-section-id]").filter({ has: heading }).last();
}

// The button says "Collapse all" until Redoc has rendered what can still be expanded.
async function expandAll(operation: Locator): Promise<void> {
  await operation.getByTestId("schema-expand-all-button").filter({ hasText: "Expand all" }).click();
}

async function expectTexts(page: Page, texts: string[]): Promise<void> {
  const findMissing = async () => {
    const text = await readText(page);
    return texts.filter((expected) => !text.includes(expected));
  };
  await expect.poll(findMissing, { timeout: 20_000 }).toEqual([]);
}

// Tall enough for the whole contract, because Redoc renders a part when it comes into view; few pixels, for speed.
function openReference(url: string): Promise<OpenPage> {
  return openPage(url, { viewport: { width: 1440, height: 30_000 }, deviceScaleFactor: 0.1 });
}

/** All text of the page on one line, including what is not in view. */
async function readText(page: Page): Promise<string> {
  const text = await page.locator("body").evaluate((body) => body.textContent);
  return text.replaceAll(/\s+/g, " ");
}
