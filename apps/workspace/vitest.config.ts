import { defineConfig } from "vitest/config";

// Each test builds a copy of the workspace; only a hang should end one. Two builds at once fill a small machine.
export default defineConfig({ test: { testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 2 } });
