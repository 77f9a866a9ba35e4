import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Packing runs npm; only a hang should time out.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
