import { defineConfig } from "vitest/config";

// Redocly runs as a process of its own; only a hang should end a test.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
