import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/build-once.ts",
    // Most tests run Nx in a copy of the workspace; only a hang should time out. Two at once fill a small machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
  },
});
