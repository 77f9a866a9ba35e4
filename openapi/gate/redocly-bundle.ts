import { GateError } from "./gate-error.ts";
import { runRedocly } from "./redocly-process.ts";

/** Puts a document and the files that it refers to into one. */
export async function bundleWithRedocly(option: string, file: string): Promise<string> {
  const { isSuccess, stdout, reason } = await runRedocly(["bundle", file, "--ext=json"]);
  if (isSuccess) return stdout;
  throw new GateError(`${option} ${file} refers to other files and cannot be bundled: ${reason}. Bundle it first.`);
}
