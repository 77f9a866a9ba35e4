import { defineConfig } from "vitest/config";

// Compiling a consumer takes seconds; only a hang should time out.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
