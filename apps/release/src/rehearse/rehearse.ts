import { mkdtemp, realpath } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBundled } from "./bundles.ts";
import { startCold } from "./cold-start.ts";
import { compileWithAll } from "./compile.ts";
import { createConsumer, installPublished } from "./consumer.ts";
import { copyWorkspace } from "./copy-workspace.ts";
import { checkTarballs, makePackages, publish } from "./make-packages.ts";
import { runReadmeCommands } from "./readme-commands.ts";
import { startRegistry } from "./registry.ts";
import { createResults, hasPassed, type Results, toTable } from "./results.ts";
import { runOnAll } from "./runtimes.ts";
import { StepError } from "./step-error.ts";
import { installTools } from "./tools.ts";

const root = join(import.meta.dirname, "../../../..");

process.exit(await rehearse());

/** Rehearses a release of what is in the checkout. Resolves to the exit code. */
async function rehearse(): Promise<number> {
  const started = performance.now();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "rehearsal-")));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  console.log(`Rehearsing a release in ${folder}, which is removed at the end …`);

  const results = createResults(console.log);
  const reached = await rehearseIn(folder, results).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof StepError)) throw error;
      console.error(`Failed to rehearse to the end: ${error.message}.\n${error.details}`);
      return false;
    },
  );

  console.log(`\n${toTable(results.rows)}\n`);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const passed = reached && hasPassed(results.rows);
  console.log(`The rehearsal ${passed ? "passed" : "failed"} after ${minutes} minutes. Nothing was published.`);
  return passed ? 0 : 1;
}

async function rehearseIn(folder: string, results: Results): Promise<void> {
  const workspace = join(folder, "workspace");
  await copyWorkspace(root, workspace);
  const installing = installTools(join(folder, "tools"));
  const packages = await makePackages(workspace, results);
  const tools = await installing;
  if (packages === undefined) return;
  await checkTarballs(workspace, results);

  if ("reason" in tools.registry) return results.skip({ what: "publish", on: "a registry" }, tools.registry.reason);
  const registry = await startRegistry(tools.registry.modules, folder);
  const environment = registry.environment(join(folder, "cache"));
  if (await publish(workspace, environment, results)) {
    const manifests = packages.map(({ manifest }) => manifest);
    const consumer = await createConsumer(join(folder, "consumer"), environment);
    const names = packages.map(({ name }) => name);
    const step = { what: "install from the registry", on: "an empty project" };
    if (await results.take(step, () => installPublished(consumer, names, manifests[0]!.version))) {
      await compileWithAll(consumer, manifests, tools.typescript, results);
      await runOnAll(consumer, tools, results);
      await runBundled(consumer, tools, results);
    }
    await runReadmeCommands(consumer, manifests, environment, results);
    await startCold(consumer, registry, results);
  }
  registry.close();
}
