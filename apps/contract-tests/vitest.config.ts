import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["test/start-mock.ts", createRequire(import.meta.url).resolve("@integrations-api/test-browser/setup")],
    // A browser starts first; only a hang should end a test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
