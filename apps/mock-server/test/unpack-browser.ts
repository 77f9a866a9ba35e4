import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Starts a browser, with a folder of its own where it is unpacked; answers nothing where none is to be had. */
export async function startBrowser(): Promise<{ browser: Browser; stop: () => Promise<void> } | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "mock-server-browser-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const options = process.platform === "linux" ? await unpackChromium(folder) : { channel: "chrome" };
    const browser = await chromium.launch({ ...options, args: [...(options.args ?? []), hostRules] });
    return { browser, stop: () => browser.close().then(remove) };
  } catch (error) {
    console.warn(`not run: no browser (${String(error).split("\n")[0]})`);
    await remove();
    return undefined;
  }
}

// No name resolves to anything, so that a request to another host fails wherever the tests run.
const hostRules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

// In a process of its own: the package changes LD_LIBRARY_PATH of the one that imports it.
async function unpackChromium(folder: string): Promise<LaunchOptions> {
  const script = "process.stdout.write(await (await import('@sparticuz/chromium')).default.executablePath())";
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
    // The runtime's name makes it unpack the libraries it needs, too.
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
  });
  await writeFile(join(folder, "fonts", "fonts.conf"), toFontsConfig(folder));
  return {
    executablePath: stdout,
    args: ["--no-sandbox"],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

// Its own configuration looks in /tmp/fonts only, and a page without a font has no text.
function toFontsConfig(folder: string): string {
  const places = `<dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>\n`;
}
