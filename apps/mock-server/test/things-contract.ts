import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@integrations-api/mock-server";
import { onTestFinished } from "vitest";

/** Starts a mock of a contract that has nothing in common with ours, for the time of a test. */
export async function startThings(): Promise<MockServer> {
  const folder = await mkdtemp(join(tmpdir(), "mock-server-page-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(contract));
  const mock = await startMockServer({ contract: file });
  onTestFinished(() => mock.close());
  return mock;
}

const makeThing = {
  operationId: "make thing",
  summary: "Make <b>a</b> thing",
  parameters: [
    { name: "thing-name", in: "path", required: true, example: "a b", schema: { type: "string" } },
    { name: "size", in: "query", required: true, example: 7, schema: { type: "integer" } },
    { name: "colour", in: "query", schema: { type: "string" } },
  ],
  responses: {
    201: answer({ first: { value: {} }, second: { description: "<script>alert(1)</script>", value: {} } }),
  },
};

const readKinds = {
  operationId: "readKinds",
  security: [],
  parameters: [
    { name: "is", in: "query", "x-selects": "/is", schema: { type: "string" } },
    { name: "x-kind", in: "header", required: true, schema: { type: "string", enum: ["$plain"] } },
  ],
  responses: { 200: answer({ kind: { value: { is: "it's" } } }) },
};

const contract = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  security: [{ bearer: [] }],
  components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  paths: { "/things/{thing-name}": { post: makeThing }, "/kinds": { get: readKinds } },
};

function answer(examples: object): object {
  return { description: "An answer.", content: { "application/json": { schema: { type: "object" }, examples } } };
}
