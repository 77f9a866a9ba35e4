import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: createRequire(import.meta.url).resolve("@integrations-api/test-browser/setup"),
    // A scenario may take seconds by design; only a hang should end a test.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxConcurrency: 50,
    // Many tests wait, for a delay or for a browser.
    maxWorkers: 2,
    // What is built runs as it does for users, and Prism is loaded once.
    server: { deps: { external: [/\/dist\//] } },
  },
});
