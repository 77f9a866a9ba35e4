import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/unpack-browser.ts",
    // A browser starts, draws the whole contract and stops within one test.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
