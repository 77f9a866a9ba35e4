import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: createRequire(import.meta.url).resolve("@integrations-api/test-browser/setup"),
    // A browser starts, draws the whole contract and stops within one test.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
