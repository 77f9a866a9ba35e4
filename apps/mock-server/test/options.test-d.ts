import { startMockServer } from "@integrations-api/mock-server";
import { test } from "vitest";

test("takes undefined for every option", () => {
  const listening = { port: undefined, host: undefined, write: undefined, log: undefined };
  void startMockServer({ ...listening, contract: undefined, latency: undefined, watch: undefined });
});
