import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Packing runs npm; only a hang should time out.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
