import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { onTestFinished } from "vitest";

/** Starts a mock of a contract other than ours, for the time of a test. */
export async function startContract(contract: object): Promise<MockServer> {
  const folder = await mkdtemp(join(tmpdir(), "mock-server-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(contract));
  const mock = await startMockServer({ contract: file });
  onTestFinished(() => mock.close());
  return mock;
}
