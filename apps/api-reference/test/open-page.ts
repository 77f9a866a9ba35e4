import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";

/** Null where no browser is to be had; its tests are skipped then. */
export const browserOptions = inject("browser");

// A made-up name: on localhost Redoc keeps its telemetry to itself. No other name resolves to anything.
export const host = "reference.test";
const hostRules = `--host-resolver-rules=MAP ${host} 127.0.0.1, MAP * ~NOTFOUND`;

export type OpenPage = { page: Page; requests: string[]; problems: string[] };

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** Opens an address in a page of its own and records all it asks for and complains about. */
export async function openPage(url: string): Promise<OpenPage> {
  browser ??= chromium.launch({ ...browserOptions, args: [...(browserOptions?.args ?? []), hostRules] });
  // High enough for the whole contract, as Redoc draws a part when it comes into view; with few pixels, to be quick.
  const page = await (await browser).newPage({ viewport: { width: 1440, height: 30_000 }, deviceScaleFactor: 0.1 });
  onTestFinished(() => page.close());

  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
  page.on("response", (response) => response.ok() || problems.push(`${response.url()} is ${response.status()}`));
  page.on("pageerror", (error) => problems.push(String(error)));
  // A violation of the Content-Security-Policy is an error on the console.
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  await page.goto(url);
  return { page, requests, problems };
}

/** All text of the page in one line, what is not in view included. */
export async function readText(page: Page): Promise<string> {
  const text = await page.locator("body").evaluate((body) => body.textContent);
  return text.replaceAll(/\s+/g, " ");
}
