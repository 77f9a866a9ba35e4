import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { StartError } from "./start-error.ts";

export interface StartOptions {
  mockPort: string;
  referencePort: string;
}

const help = `Usage: npm start -- [options]

  --mock-port N        where the mock listens (default: a free port)
  --reference-port N   where the API reference is served (default: a free port)

Example: npm start -- --mock-port 4010 --reference-port 4011`;

/** Reads and checks the options; answers nothing where only help was asked for. */
export async function readStartOptions(args: string[]): Promise<StartOptions | undefined> {
  const values = parse(args);
  if (values.help) return void console.log(help);

  const mockPort = toPort("--mock-port", values["mock-port"]);
  const referencePort = toPort("--reference-port", values["reference-port"]);
  if (mockPort !== 0 && mockPort === referencePort) {
    throw new StartError(`--mock-port and --reference-port are both ${mockPort}. Give one of them another port.`, 2);
  }
  await assertFree("--mock-port", mockPort);
  await assertFree("--reference-port", referencePort);
  return { mockPort: String(mockPort), referencePort: String(referencePort) };
}

function parse(args: string[]): { help?: boolean; "mock-port"?: string; "reference-port"?: string } {
  try {
    return parseArgs({
      args,
      options: { help: { type: "boolean" }, "mock-port": { type: "string" }, "reference-port": { type: "string" } },
    }).values;
  } catch (error) {
    const [reason] = String((error as Error).message).split(". ");
    throw new StartError(`${reason}. See npm start -- --help.`, 2);
  }
}

function toPort(option: string, value = "0"): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new StartError(`${option} is "${value}". Give a whole number from 0 (a free port) to 65535.`, 2);
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
