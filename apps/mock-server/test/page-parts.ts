import { request } from "node:http";
import type { LoggedRequest, MockServer } from "@integrations-api/mock-server";
import { catalogue, type CatalogueOperation } from "@integrations-api/scenarios";
import axe from "axe-core";
import type { Locator, Page } from "playwright-core";

/** The token of all requests, which the page must not show. */
export const secret = "my-secret";

/** The id of the first scenario of our contract. */
export const documented = "4a4de828-f4db-4c9e-adfd-434e0864c3c7";

export const permissions = ["clipboard-read", "clipboard-write"];

export const getIntegration: CatalogueOperation = catalogue.operations.find(
  ({ operationId }) => operationId === "getIntegration",
)!;

/** Sends a path as it is, which fetch does not. */
export function ask(mock: MockServer, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${secret}` };
    const sent = request(mock.url, { path, headers, agent: false }, (response) => response.resume().on("end", resolve));
    sent.on("error", reject).end();
  });
}

export async function readLog(mock: MockServer): Promise<LoggedRequest[]> {
  const response = await fetch(`${mock.url}/__mock/requests`);
  return (await response.json()) as LoggedRequest[];
}

export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

export function readClipboard(page: Page): Promise<string> {
  return page.evaluate("navigator.clipboard.readText()");
}

/** What an article of the page says, line by line. */
export interface ShownArticle {
  heading: string;
  summary: string;
  notes: string[];
  /** The lines by their labels. */
  lines: Record<string, string>;
}

export async function readArticles(articles: Locator): Promise<ShownArticle[]> {
  return articles.evaluateAll((found) =>
    found.map((article) => {
      const textsOf = (selector: string): string[] =>
        [...article.querySelectorAll(selector)].map(({ textContent }) => String(textContent));
      const values = textsOf("dd > :first-child");
      return {
        heading: textsOf("h3").join(),
        summary: textsOf(".summary").join(),
        notes: textsOf(".note"),
        lines: Object.fromEntries(textsOf("dt").map((label, index) => [label, values[index] ?? ""])),
      };
    }),
  );
}

/** Clicks each copy button of an article, and returns what was copied, by the button's name. */
export async function copyAll(page: Page, article: Locator): Promise<Record<string, string>> {
  const copied: Record<string, string> = {};
  for (const button of await article.locator("[data-copy]").all()) {
    await button.click();
    await button.getByText("Copied").waitFor();
    copied[String(await button.getAttribute("aria-label"))] = await readClipboard(page);
  }
  return copied;
}
