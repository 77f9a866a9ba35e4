import { createServer } from "node:net";
import { Command, InvalidArgumentError } from "commander";
import { StartError } from "./start-error.ts";

export interface StartOptions {
  mockPort: number;
  referencePort: number;
}

/** Reads and checks the options. Ends the process with 2 if the command line is wrong. */
export async function readStartOptions(args: string[]): Promise<StartOptions> {
  const options = new Command("npm start --")
    .description("Starts the mock and the API reference, and makes a first call.")
    .option("--mock-port <n>", "the port of the mock; 0 takes a free one", toPort, 0)
    .option("--reference-port <n>", "the port of the API reference; 0 takes a free one", toPort, 0)
    .addHelpText("after", "\nExample: npm start -- --mock-port 4010 --reference-port 4011")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "Failed to start:")) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(args, { from: "user" })
    .opts<StartOptions>();

  const { mockPort, referencePort } = options;
  if (mockPort !== 0 && mockPort === referencePort) {
    throw new StartError(`--mock-port and --reference-port are both ${mockPort}. Give one of them another port.`, 2);
  }
  await assertFree("--mock-port", mockPort);
  await assertFree("--reference-port", referencePort);
  return options;
}

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0 (a free port) to 65535.");
}

async function assertFree(option: string, port: number): Promise<void> {
  const probe = createServer();
  const error = await new Promise<NodeJS.ErrnoException | undefined>((settled) => {
    probe.once("error", settled).listen(port, "127.0.0.1", () => settled(undefined));
  });
  probe.close();
  if (error?.code === "EADDRINUSE") {
    throw new StartError(`${option} ${port} is taken. Choose another port, or leave the option out for a free one.`);
  }
  if (error) throw new StartError(`${option} ${port} cannot be used: ${error.message}. Choose another port.`);
}
