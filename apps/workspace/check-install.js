// Plain JavaScript, so it also runs without an install and on any Node.
import { existsSync } from "node:fs";
import process from "node:process";

/** Ends the process with one line on stderr if the install is missing or incomplete. */
export function checkInstall() {
  const modules = new URL("../../node_modules/", import.meta.url);
  const missing = existsSync(new URL("nx/package.json", modules))
    ? process.features.typescript
      ? undefined
      : "Failed to start: this Node cannot run TypeScript, and the one from the lock file is missing. Run `npm ci` with optional dependencies."
    : "Failed to start: nothing is installed. Run `npm ci` first.";
  if (missing === undefined) return;

  console.error(missing);
  process.exit(1);
}
