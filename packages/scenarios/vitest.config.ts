import { defineConfig } from "vitest/config";

// Compiling a consumer takes seconds; only a hang should time out. Files share what they import, which takes longer than
// most of their tests.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000, isolate: false } });
