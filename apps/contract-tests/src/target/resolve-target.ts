import { needsToken } from "@integrations-api/scenarios";
import { InvalidArgumentError } from "commander";
import { CannotRun } from "../cannot-run.ts";
import { type CliOptions, toUrl } from "../cli-options.ts";
import type { Operation } from "../contract/read-contract.ts";
import { readTarget } from "./read-target.ts";
import type { Target } from "./target.ts";

/** The server to test: by the options, or else by the target file, or else by the environment. */
export async function resolveTarget(
  options: CliOptions,
  { operations, environment }: { operations: Operation[]; environment: NodeJS.ProcessEnv },
): Promise<Target> {
  const file =
    options.target === undefined
      ? undefined
      : await readTarget(options.target, { operations, environment, isTokenNeeded: options.token === undefined });
  const url = options.url ?? (file?.url === undefined ? undefined : checkUrl(file.url, options.target));
  if (url === undefined)
    throw new CannotRun("--url is missing. Give the server's URL, or a target file that has it with --target.");

  const given = options.token ?? file?.token ?? environment["CONTRACT_TOKEN"];
  const token = given === "" ? undefined : given;
  if (token === undefined && operations.some(needsToken))
    throw new CannotRun("--token is missing. Give a token that the server accepts, or set CONTRACT_TOKEN.");
  if (token !== undefined && !/^[\x20-\x7e]+$/.test(token))
    throw new CannotRun("--token contains a character that a header cannot have, such as a line break.");
  const own = token === undefined ? [] : [{ value: token, variable: "CONTRACT_TOKEN" }];
  const others = (file?.secrets ?? []).filter(({ value }) => value !== token);
  return {
    url,
    ...(token !== undefined && { token }),
    scenarios: file?.scenarios ?? new Map(),
    ...(file?.pace && { pace: file.pace }),
    accept: file?.accept ?? [],
    secrets: [...own, ...others],
  };
}

function checkUrl(url: string, file = ""): string {
  try {
    return toUrl(url);
  } catch (error) {
    if (error instanceof InvalidArgumentError)
      throw new CannotRun(`--target ${file} has a url that cannot be used. ${error.message}`);
    throw error;
  }
}
