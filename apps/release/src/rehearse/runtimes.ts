import type { Consumer } from "./consumer.ts";
import type { Results, Step } from "./results.ts";
import type { Server } from "./shell.ts";
import { executableIn, type Tool, type ToolName, type Tools } from "./tools.ts";

interface Runtime {
  tool: ToolName;
  name: string;
  /** The command that runs a file. */
  command(modules: string): string[];
  isGate: boolean;
  /** What its users cannot do, and why. */
  lacks?: Partial<Record<"use-msw.js", string>>;
}

const nodes = ["20", "22", "24", "26"].map((version): Runtime => ({
  tool: `node-${version}` as ToolName,
  name: `Node ${version}`,
  command: (modules) => [executableIn(modules, "node")],
  isGate: true,
  ...(version === "20" && { lacks: { "use-msw.js": "MSW 3 needs Node 22.12" } }),
}));

const others: Runtime[] = [
  { tool: "bun", name: "Bun", command: (modules) => [executableIn(modules, "bun")], isGate: false },
  {
    tool: "deno",
    name: "Deno",
    command: (modules) => [executableIn(modules, "deno"), "run", "--allow-all"],
    isGate: false,
  },
];

const mockCli = "node_modules/@integrations-api/mock-server/dist/cli.js";
const contractCli = "node_modules/@integrations-api/contract-tests/dist/cli.js";

/** Runs the packages and both commands on each runtime that has a file system. */
export async function runOnAll(consumer: Consumer, tools: Tools, results: Results): Promise<void> {
  for (const runtime of [...nodes, ...others]) {
    const tool: Tool = tools[runtime.tool];
    const step = (what: string): Step => ({ what, on: runtime.name, isGate: runtime.isGate });
    if ("reason" in tool) results.skip(step("packages and commands"), tool.reason);
    else await runOn(consumer, runtime, runtime.command(tool.modules), { ...results, step });
  }
}

async function runOn(
  { shell }: Consumer,
  { lacks }: Runtime,
  command: string[],
  { take, skip, step }: Results & { step: (what: string) => Step },
): Promise<void> {
  const run = (...args: string[]): Promise<string> => shell.run(...command, ...args);

  await take(step("client, scenarios, explain"), async () => (await run("main.js"), undefined));
  await take(step("the same by require"), async () => (await run("require.cjs"), undefined));
  const msw = step("scenarios/msw");
  const missing = lacks?.["use-msw.js"];
  if (missing === undefined) await take(msw, async () => (await run("use-msw.js"), undefined));
  else skip({ ...msw, isGate: false }, missing);

  let mock: Server | undefined;
  await take(step("mock-server"), async () => {
    const options = ["--port", "0", "--log", "silent", "--time-scale", "0"];
    mock = await shell.serve(...command, mockCli, ...options);
    await run("main.js", mock.url);
    return "the client calls it";
  });
  if (mock === undefined) return skip(step("contract-tests"), "the mock did not start");

  const { url, stop } = mock;
  await take(step("contract-tests"), async () => {
    const printed = await run(contractCli, "--url", url, "--token", "any");
    return /^.*conforms to the contract.*$/m.exec(printed)?.[0].replace(url, "the mock");
  });
  await take(step("mock-server ends on SIGTERM"), stop);
}
