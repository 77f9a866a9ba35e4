import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackBrowser } from "@integrations-api/test-browser/unpack-browser";
import { type Browser, chromium } from "playwright-core";
import { installLighthouse, type Scores } from "./lighthouse.ts";
import { type MeasuredPage, servePages } from "./pages.ts";
import { findFreePort } from "./server-process.ts";

/** What one visit of a page took. */
export interface Visit {
  /** Everything that was transferred, as it was sent, in bytes. */
  bytes: number;
  loadMs: number;
  /** From the start until the page has its heading. Redoc then needs two more clicks to show a field. */
  headingMs: number;
  scores: Scores;
}

/** Visits each page in turn, with a new profile each time. Resolves to the rounds by page. */
export async function comparePages(rounds: number): Promise<Map<string, Visit[]>> {
  const folder = await mkdtemp(join(tmpdir(), "bench-pages-"));
  const port = await findFreePort();
  const lighthouse = await installLighthouse(port);
  const { pages, stop } = await servePages(folder);
  const launch = await unpackBrowser(folder);
  const browser = await chromium.launch({
    ...launch,
    args: [...(launch.args ?? []), `--remote-debugging-port=${port}`],
  });
  const visits = new Map(pages.map(({ name }): [string, Visit[]] => [name, []]));
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const page of pages) {
        const visit = { ...(await visitPage(browser, page)), scores: await lighthouse(page.url) };
        visits.get(page.name)!.push(visit);
        console.error(`round ${round}: ${page.name} ${visit.loadMs.toFixed(0)} ms`);
      }
    }
    return visits;
  } finally {
    await browser.close();
    await stop();
    await rm(folder, { recursive: true });
  }
}

async function visitPage(browser: Browser, { url }: MeasuredPage): Promise<Omit<Visit, "scores">> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send("Network.enable");

  await page.goto(url);
  await page.locator("h1").first().waitFor({ state: "attached" });
  const headingMs = await page.evaluate(() => performance.now());
  const loadMs = await page.evaluate<number>(`performance.getEntriesByType("navigation")[0].duration`);
  await context.close();
  return { bytes, loadMs, headingMs };
}
