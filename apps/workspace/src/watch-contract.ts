import { watch } from "node:fs";
import { sep } from "node:path";
import { buildWorkspace } from "./build-workspace.ts";
import { StartError } from "./start-error.ts";

/** Rebuilds after each change below `openapi/`, one build at a time, and prints the outcome. */
export function watchContract(folder: string, signal: AbortSignal): void {
  let settling: NodeJS.Timeout | undefined;
  let building = Promise.resolve();

  watch(folder, { recursive: true, signal }, (_, file) => {
    if (file === null || !file.endsWith(".yaml") || file.startsWith(`dist${sep}`)) return;
    clearTimeout(settling);
    // Editors write a file in several steps.
    settling = setTimeout(() => {
      building = building.then(() => build(signal));
    }, 100);
  });
}

async function build(signal: AbortSignal): Promise<void> {
  console.log("\nopenapi/ has changed. Building …");
  try {
    await buildWorkspace(signal, { projects: ["openapi", "api-reference"] });
    console.log("Built.");
  } catch (error) {
    if (signal.aborted) return;
    console.error(`Still using the last valid contract: ${error instanceof StartError ? error.reason : String(error)}`);
  }
}
