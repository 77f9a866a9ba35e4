import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type LaunchOptions } from "playwright-core";
import type { TestProject } from "vitest/node";
import { unpackBrowser } from "./unpack-browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How to launch the browser; null if there is none. */
    browser: LaunchOptions | null;
  }
}

/** Unpacks Chromium once for all test files, into a folder that is removed when they are done. */
export default async function provideBrowser(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "test-browser-"));
  try {
    const browser = await unpackBrowser(folder);
    await (await chromium.launch(browser)).close();
    project.provide("browser", browser);
  } catch (error) {
    console.warn(`not run: no browser (${String(error).split("\n")[0]})`);
    project.provide("browser", null);
  }
  return () => rm(folder, { recursive: true, force: true });
}
