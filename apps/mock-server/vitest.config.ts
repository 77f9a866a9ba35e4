import { defineConfig } from "vitest/config";

// A scenario may take seconds by design; only a hang should end a test.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 120_000, maxConcurrency: 50 } });
