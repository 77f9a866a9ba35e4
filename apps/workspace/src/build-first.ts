import { buildWorkspace } from "./build-workspace.ts";
import { StartError } from "./start-error.ts";

/** Builds what is stale, with all output on stderr. Ends the process if the build fails or a signal arrives. */
export async function buildFirst(projects?: string[]): Promise<void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.on("SIGINT", end).on("SIGTERM", end);

  console.error("Building what is stale …");
  try {
    await buildWorkspace(ending.signal, { projects, log: console.error });
  } catch (error) {
    if (!ending.signal.aborted) console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
  // A build that is almost done may succeed despite the signal.
  if (ending.signal.aborted) process.exit(1);
  // From here on, signals are for the command itself.
  process.off("SIGINT", end).off("SIGTERM", end);
}
