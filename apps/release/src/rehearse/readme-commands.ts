import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../published-packages.ts";
import type { Consumer } from "./consumer.ts";
import type { Results } from "./results.ts";
import { createShell, type Server, type Shell } from "./shell.ts";
import { StepError } from "./step-error.ts";

const readmePort = "4010";

/** Runs each command of the READMEs in an empty folder, one README after the other. */
export async function runReadmeCommands(
  consumer: Consumer,
  packages: Manifest[],
  environment: NodeJS.ProcessEnv,
  { take }: Results,
): Promise<void> {
  const mock = await startMock(consumer.shell);
  for (const { name } of packages) {
    const folder = join(consumer.folder, `readme-${name.split("/").at(-1)}`);
    await mkdir(folder);
    const shell = createShell(folder, { ...environment, STAGING_TOKEN: "any", OLD_TOKEN: "expired" });
    await take({ what: "commands of the README", on: name }, async () => {
      const readme = await readFile(join(consumer.folder, "node_modules", name, "README.md"), "utf8");
      const commands = commandsIn(readme);
      if (commands.length === 0) throw new StepError("the README has no command, not even to install it");
      for (const command of commands) await runCommand(shell, command, mock.url);
      return commands.length === 1 ? "1 command" : `${commands.length} commands`;
    });
  }
  await mock.stop();
}

function startMock(shell: Shell): Promise<Server> {
  const cli = "node_modules/@integrations-api/mock-server/dist/cli.js";
  return shell.serve("node", cli, "--port", "0", "--log", "silent", "--time-scale", "0");
}

function commandsIn(readme: string): string[] {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!);
  return blocks.flatMap((block) => block.trim().split("\n")).map((line) => line.replace(/ +# .*$/, ""));
}

/** A command that starts a server has worked when the server responds. */
async function runCommand(shell: Shell, command: string, mockUrl: string): Promise<void> {
  const here = command.replace(`http://127.0.0.1:${readmePort}`, mockUrl);
  const [tool = "", ...args] = toInterpreter(here.replace(`--port ${readmePort}`, "--port 0"));
  if (!here.includes("--port")) {
    await shell.run(tool, ...args);
    return;
  }
  const server = await shell.serve(tool, ...args);
  const { status } = await fetch(server.url.replace(/^\D*(?=http)/, ""));
  if (status !== 200) throw new StepError(`${command}: ${server.url} responds with ${status}`);
  await server.stop();
}

function toInterpreter(command: string): string[] {
  return process.platform === "win32" ? ["cmd", "/d", "/c", command] : ["sh", "-c", `exec ${command}`];
}
