import { defineConfig } from "vitest/config";

// Redocly runs in a separate process; only a hang should time out.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
