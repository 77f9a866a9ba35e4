import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: createRequire(import.meta.url).resolve("@integrations-api/test-browser/setup"),
    // One test starts a browser, renders the whole contract and stops the browser.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
