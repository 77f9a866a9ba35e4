import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpackBrowser } from "@integrations-api/test-browser/unpack-browser";
import { type Browser, chromium } from "playwright-core";
import { startServer } from "./start-server.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const ending = new AbortController();
const folder = await mkdtemp(join(tmpdir(), "pictures-"));

try {
  await mkdir(fromRoot("docs"), { recursive: true });
  const mock = await startServer(
    { name: "mock", command: [fromRoot("apps/mock-server/dist/cli.js"), "--port", "4010"] },
    ending.signal,
  );
  const reference = await startServer(
    { name: "API reference", command: [fromRoot("apps/api-reference/src/serve.ts")] },
    ending.signal,
  );
  const browser = await chromium.launch(await unpackBrowser(folder));
  await takePicture(browser, `${mock.url}/#getIntegration/404/not-found`, "docs/mock.png");
  await takePicture(browser, `${reference.url}/index.html#Integration.sharing`, "docs/reference.png");
  await browser.close();
} finally {
  ending.abort();
  await rm(folder, { recursive: true });
}

/** Takes a picture of what a reader sees first at an address. */
async function takePicture(browser: Browser, url: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 840, height: 520 }, colorScheme: "light" });
  await page.goto(url);
  await page.locator(`[id="${decodeURI(new URL(url).hash.slice(1))}"]`).scrollIntoViewIfNeeded();
  await page.screenshot({ path: fromRoot(file) });
  console.log(`Wrote ${file}.`);
}
