import { defineConfig } from "vitest/config";

// Each row is a run of redocly; only a hang should end a test.
export default defineConfig({ test: { testTimeout: 120_000, maxConcurrency: 2 } });
