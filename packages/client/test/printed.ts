import { inspect } from "node:util";

/** Every way in which a log might print a value. */
export function printed(value: unknown): string {
  const causes: unknown[] = [];
  for (let cause = value; cause !== undefined && causes.length < 9; cause = Object(cause).cause) causes.push(cause);
  const shown = causes.map((cause) => `${cause} ${JSON.stringify(cause)} ${Object(cause).stack}`);
  return inspect(value, { depth: 20, showHidden: true }) + shown.join();
}
