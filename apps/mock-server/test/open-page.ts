import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";
import { startBrowser } from "./unpack-browser.ts";

const started = await startBrowser();
afterAll(() => started?.stop());

export const hasBrowser: boolean = started !== undefined;

export type OpenPage = { page: Page; requests: string[]; problems: string[] };

/** Opens an address in a page of its own and records all it asks for and complains about. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  if (!started) throw new Error("There is no browser.");
  const page = await started.browser.newPage({ permissions: ["clipboard-read", "clipboard-write"], ...options });
  onTestFinished(() => page.close());

  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
  page.on("response", (response) => response.ok() || problems.push(`${response.url()} is ${response.status()}`));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push(`dialog ${dialog.message()}`));
  // A violation of the Content-Security-Policy is an error on the console.
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  await page.goto(url);
  return { page, requests, problems };
}
