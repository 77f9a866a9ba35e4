import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Manifest } from "../published-packages.ts";
import { type Consumer, mockCli } from "./consumer.ts";
import type { Results } from "./results.ts";
import { createShell, type Server, type Shell } from "./shell.ts";
import { StepError } from "./step-error.ts";

/** What the READMEs write for the server of the reader. */
const readmePort = "4010";
const readmeServers = [`http://127.0.0.1:${readmePort}`, "https://staging.example.com"];

/** Runs each command of the READMEs in an empty folder, one README after the other. */
export async function runReadmeCommands(
  consumer: Consumer,
  packages: Manifest[],
  environment: NodeJS.ProcessEnv,
  { take }: Results,
): Promise<void> {
  let mock: Server | undefined;
  await take({ what: "mock for the READMEs", on: "Node" }, async () => void (mock = await startMock(consumer.shell)));
  if (mock === undefined) return;
  const { url: mockUrl, stop } = mock;
  for (const { name } of packages) {
    // Not below the consumer, whose packages it would find.
    const folder = join(dirname(consumer.folder), `readme-${name.split("/").at(-1)}`);
    await mkdir(folder);
    const shell = createShell(folder, { ...environment, CONTRACT_TOKEN: "any" });
    await take({ what: "commands of the README", on: name }, async () => {
      const readme = await readFile(join(consumer.folder, "node_modules", name, "README.md"), "utf8");
      const commands = commandsIn(readme);
      if (commands.length === 0) throw new StepError("the README has no command, not even to install it");
      for (const command of commands) {
        await runCommand(shell, withServer(command, mockUrl));
        await fillIn(folder, command, mockUrl);
      }
      return commands.length === 1 ? "1 command" : `${commands.length} commands`;
    });
  }
  await stop();
}

function startMock(shell: Shell): Promise<Server> {
  return shell.serve("node", mockCli, "--port", "0", "--log", "silent", "--time-scale", "0");
}

function commandsIn(readme: string): string[] {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!);
  return blocks.flatMap((block) => block.trim().split("\n")).map((line) => line.replace(/ +# .*$/, ""));
}

function withServer(text: string, mockUrl: string): string {
  return readmeServers.reduce((replaced, server) => replaced.replaceAll(server, mockUrl), text);
}

/** Puts the mock where a reader puts the address of a server: into the file that a command has written. */
async function fillIn(folder: string, command: string, mockUrl: string): Promise<void> {
  const [, name] = / > (\S+)$/.exec(command) ?? [];
  if (name === undefined) return;
  const file = join(folder, name);
  await writeFile(file, withServer(await readFile(file, "utf8"), mockUrl));
}

/** A command that starts a server has worked when the server responds. */
async function runCommand(shell: Shell, command: string): Promise<void> {
  const words = toInterpreter(command.replace(`--port ${readmePort}`, "--port 0"));
  if (!command.includes("--port")) {
    await shell.run(...words);
    return;
  }
  const server = await shell.serve(...words);
  const [url = ""] = /http:\S+/.exec(server.url) ?? [];
  const { status } = await fetch(url);
  if (status !== 200) throw new StepError(`${command}: ${url} responds with ${status}`);
  await server.stop();
}

function toInterpreter(command: string): string[] {
  return process.platform === "win32" ? ["cmd", "/d", "/c", command] : ["sh", "-c", command];
}
