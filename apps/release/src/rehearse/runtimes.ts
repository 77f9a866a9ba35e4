import { type Consumer, contractCli, mockCli } from "./consumer.ts";
import type { Results, Step } from "./results.ts";
import type { Server } from "./shell.ts";
import { StepError } from "./step-error.ts";
import { executableIn, type Tool, type ToolName, type Tools } from "./tools.ts";

interface Runtime {
  tool: ToolName;
  name: string;
  /** The command that runs a file. */
  command(modules: string): string[];
  isGate: boolean;
  /** What does not work there, and why. It is tried all the same. */
  lacks?: Partial<Record<Part, string>>;
}

type Part = "scenarios/msw" | "mock-server" | "contract-tests";

const nodes = ["20", "22", "24", "26"].map((version): Runtime => ({
  tool: `node-${version}` as ToolName,
  name: `Node ${version}`,
  command: (modules) => [executableIn(modules, "node")],
  isGate: true,
  ...(version === "20" && { lacks: { "scenarios/msw": "MSW 3 needs Node 22.12" } }),
}));

const others: Runtime[] = [
  {
    tool: "bun",
    name: "Bun",
    command: (modules) => [executableIn(modules, "bun")],
    isGate: false,
    lacks: {
      "scenarios/msw": "MSW does not see Bun's fetch",
      "mock-server": "Bun imports Prism, which is CommonJS, in another way than Node",
      "contract-tests": "Bun's own undici has no Agent.destroy",
    },
  },
  {
    tool: "deno",
    name: "Deno",
    command: (modules) => [executableIn(modules, "deno"), "run", "--allow-all"],
    isGate: false,
    lacks: { "scenarios/msw": "MSW does not see Deno's fetch" },
  },
];

/** Runs the packages and both commands on each runtime that has a file system. */
export async function runOnAll(consumer: Consumer, tools: Tools, results: Results): Promise<void> {
  for (const runtime of [...nodes, ...others]) {
    const tool: Tool = tools[runtime.tool];
    const { name: on, isGate } = runtime;
    if ("reason" in tool) results.skip({ what: "packages and commands", on, isGate }, tool.reason);
    else await runOn(consumer, runtime, runtime.command(tool.modules), results);
  }
}

async function runOn(
  { shell }: Consumer,
  { name: on, isGate, lacks = {} }: Runtime,
  command: string[],
  { take, skip }: Results,
): Promise<void> {
  const run = (...args: string[]): Promise<string> => shell.run(...command, ...args);
  const step = (what: string): Step => {
    const reason = lacks[what as Part];
    return { what, on, isGate: isGate && reason === undefined, ...(reason && { reason }) };
  };

  await take(step("client, scenarios, explain"), async () => void (await run("main.js")));
  await take(step("the same by require"), async () => void (await run("require.cjs")));
  await take(step("scenarios/msw"), async () => void (await run("use-msw.js")));

  let mock: Server | undefined;
  await take(step("mock-server"), async () => {
    mock = await shell.serve(...command, mockCli, "--port", "0", "--log", "silent", "--time-scale", "0");
    await run("main.js", mock.url);
    return "the client calls it";
  });
  if (mock === undefined) return skip(step("contract-tests"), "the mock did not start");

  const { url, stop } = mock;
  await take(step("contract-tests"), async () => {
    const printed = await run(contractCli, "--url", url, "--token", "any");
    return /^.*conforms to the contract.*$/m.exec(printed)?.[0].replace(url, "the mock");
  });
  await take(step("mock-server ends on SIGTERM"), async () => {
    const code = await stop();
    if (code !== 0) throw new StepError(`it ended with ${code} instead of 0`);
  });
}
