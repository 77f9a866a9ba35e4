import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { chromium, type LaunchOptions } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** How to launch the browser; null if there is none. */
    browser: LaunchOptions | null;
  }
}

/** Unpacks Chromium once for all test files, into a folder that is removed when they are done. */
export default async function unpackBrowser(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "test-browser-"));
  try {
    const browser = process.platform === "linux" ? await unpackChromium(folder) : { channel: "chrome" };
    await (await chromium.launch(browser)).close();
    project.provide("browser", browser);
  } catch (error) {
    console.warn(`not run: no browser (${String(error).split("\n")[0]})`);
    project.provide("browser", null);
  }
  return () => rm(folder, { recursive: true, force: true });
}

// In a separate process, because the package changes LD_LIBRARY_PATH of the process that imports it.
async function unpackChromium(folder: string): Promise<LaunchOptions> {
  const script = "process.stdout.write(await (await import('@sparticuz/chromium')).default.executablePath())";
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
    // With this runtime name, it also unpacks the libraries it needs.
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
  });
  await writeFile(join(folder, "fonts", "fonts.conf"), toFontsConfig(folder));
  return {
    executablePath: stdout,
    args: ["--no-sandbox"],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

// Its own configuration only looks in one fixed folder, and a page without a font has no text.
function toFontsConfig(folder: string): string {
  const places = `<dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>\n`;
}
