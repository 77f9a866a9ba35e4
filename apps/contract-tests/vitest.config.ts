import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["test/start-mock.ts", createRequire(import.meta.url).resolve("@integrations-api/test-browser/setup")],
    // Starting the browser takes a while; only a hang should time out.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
  },
});
