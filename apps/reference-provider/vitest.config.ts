import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Starting PostgreSQL on a loaded machine takes a while; only a hang should time out.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Each test file runs a provider with a PostgreSQL of its own.
    maxWorkers: 2,
  },
});
