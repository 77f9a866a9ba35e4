import { defineConfig } from "vitest/config";

// Thousands of mutations and compiling a consumer take seconds; only a hang should time out.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000, isolate: false } });
