import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { unpackBrowser } from "@integrations-api/test-browser/unpack-browser";
import { chromium } from "playwright-core";
import { rolldown } from "rolldown";
import sirv from "sirv";
import { type Consumer, mockCli } from "./consumer.ts";
import type { Results, Step } from "./results.ts";
import { StepError } from "./step-error.ts";
import type { Tool, Tools } from "./tools.ts";

/** Uses the packages where they are transformed or bundled first. */
export async function runBundled(consumer: Consumer, tools: Tools, results: Results): Promise<void> {
  await runWith(tools.jest, { what: "client, scenarios, explain", on: "Jest, CommonJS" }, results, (modules) =>
    runInJest(consumer, modules),
  );
  await runWith(tools.vite, { what: "client, scenarios, explain", on: "Vite, Chromium" }, results, (modules) =>
    runInBrowser(consumer, modules),
  );
  const worker = { what: "client, scenarios, explain", on: "workerd", isGate: false };
  await runWith(tools.workerd, worker, results, (modules) => runInWorker(consumer, modules));
}

async function runWith(
  tool: Tool,
  step: Step,
  { take, skip }: Results,
  action: (modules: string) => Promise<string | void>,
): Promise<void> {
  if ("reason" in tool) skip(step, tool.reason);
  else await take(step, () => action(tool.modules));
}

/** Follows the client's README: Babel transforms the packages that it names. */
async function runInJest({ folder, shell }: Consumer, modules: string): Promise<string> {
  const readme = await readFile(join(folder, "node_modules/@integrations-api/client/README.md"), "utf8");
  const [recipe, pattern] = /transformIgnorePatterns: \["([^"]+)"\]/.exec(readme) ?? [];
  if (pattern === undefined) throw new StepError("the client's README has no transformIgnorePatterns for Jest");

  const preset = [join(modules, "@babel/preset-env"), { targets: { node: "current" } }];
  const config = {
    rootDir: folder,
    transform: { "\\.js$": [join(modules, "babel-jest"), { presets: [preset] }] },
    transformIgnorePatterns: [pattern],
  };
  await writeFile(join(folder, "jest.config.json"), JSON.stringify(config));
  await shell.run("node", join(modules, "jest/bin/jest.js"));
  return recipe!;
}

/** Builds a page with Vite, and opens it in a browser while a mock listens on another port. */
async function runInBrowser({ folder, shell }: Consumer, modules: string): Promise<string> {
  await writeFile(join(folder, "index.html"), '<title>running</title><script type="module" src="page.js"></script>');
  await shell.run("node", join(modules, "vite/bin/vite.js"), "build", "--outDir", "page");
  const mock = await shell.serve("node", mockCli, "--port", "0", "--log", "silent");
  const serve = sirv(join(folder, "page"));
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?mock=${encodeURIComponent(mock.url)}`;
    return await openPage(page, join(folder, "browser"));
  } finally {
    server.close();
    server.closeAllConnections();
    await mock.stop();
  }
}

async function openPage(url: string, folder: string): Promise<string> {
  await mkdir(folder);
  const launch = await unpackBrowser(folder);
  const browser = await chromium.launch(launch).catch((error: Error) => {
    throw new StepError("there is no browser to start. Install Chrome", error.message);
  });
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(url);
    await page.waitForFunction("document.title !== 'running'");
    const title = await page.title();
    if (title !== "passed" || problems.length > 0) throw new StepError(`the page ${title}`, problems.join("\n"));
    return `Chromium ${browser.version()}, by the stub and by the mock`;
  } finally {
    await browser.close();
  }
}

async function runInWorker({ folder, shell }: Consumer, modules: string): Promise<void> {
  const bundle = await rolldown({ input: join(folder, "worker.js"), cwd: folder, logLevel: "silent" });
  await bundle.write({ file: join(folder, "worker-bundle.js"), format: "esm" });
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker-bundle.js")],
  compatibilityDate = "2026-11-01",
);
`;
  await writeFile(join(folder, "workerd.capnp"), config);
  await shell.run("node", join(modules, "workerd/bin/workerd"), "test", "workerd.capnp");
}
