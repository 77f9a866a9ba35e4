import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";
import "./setup.ts";

/** Whether there is a browser. Skip tests that need one if there is not. */
export const hasBrowser: boolean = inject("browser") !== null;

/** A made-up host name for this machine, because some pages get privileges on localhost that they lack elsewhere. */
export const madeUpHost = "page.test";

// No other name resolves, so a request to another host fails wherever the tests run.
const hostRules = `--host-resolver-rules=MAP ${madeUpHost} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;

export interface OpenPage {
  page: Page;
  /** The addresses of all requests so far. */
  requests: string[];
  /** All errors and warnings so far, including those of the Content-Security-Policy. */
  problems: string[];
}

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** Opens a URL in a new page, which is closed when the test ends. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const launch = inject("browser");
  if (launch === null) throw new Error("There is no browser.");
  browser ??= chromium.launch({ ...launch, args: [...(launch.args ?? []), hostRules] });
  const page = await (await browser).newPage(options);
  onTestFinished(() => page.close());

  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
  page.on(
    "response",
    (response) =>
      response.ok() || response.status() === 304 || problems.push(`${response.url()} is ${response.status()}`),
  );
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push(`dialog ${dialog.message()}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  await page.goto(url);
  return { page, requests, problems };
}
