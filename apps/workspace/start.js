// Plain JavaScript, so that it also runs where the install is missing and with any Node.
import { existsSync } from "node:fs";
import process from "node:process";

const modules = new URL("../../node_modules/", import.meta.url);
const missing = existsSync(new URL("nx/package.json", modules))
  ? process.features.typescript
    ? undefined
    : "Failed to start: this Node cannot run TypeScript, and the one from the lock file is missing. Run `npm ci` with optional dependencies."
  : "Failed to start: nothing is installed. Run `npm ci` first.";

if (missing) {
  console.error(missing);
  process.exit(1);
}
await import("./src/start.ts");
