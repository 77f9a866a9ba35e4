import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import type { LaunchOptions } from "playwright-core";

/** Unpacks Chromium into a folder, where it can be launched until the folder is removed. Systems other than Linux use Chrome. */
export async function unpackBrowser(folder: string): Promise<LaunchOptions> {
  return process.platform === "linux" ? await unpackChromium(folder) : { channel: "chrome" };
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
