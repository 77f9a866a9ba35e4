import { readFile } from "node:fs/promises";
import { buildRequest, needsToken, type RequestParts, sampleParts } from "@integrations-api/scenarios";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { readDocument } from "../src/contract/read-document.ts";
import { readContract } from "../src/contract/read-contract.ts";
import { failuresOf } from "../src/traffic/invalid-parameters.ts";
import { writeRequest } from "../src/traffic/requests.ts";
import { type Patch, patched } from "./patch.ts";
import { send } from "./requests.ts";

interface Row extends Patch {
  title: string;
  operationId: string;
}

const { operations } = readContract(await readDocument());
const rows: Row[] = parse(await readFile(new URL("rejected-requests.yaml", import.meta.url), "utf8"));

test.each(rows)("rejects $title", async ({ operationId, ...patch }) => {
  const operation = operations.find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`The contract has no operation called "${operationId}".`);
  const parts = patched(sampleParts(operation), patch) as RequestParts;

  const response = await send(inject("mockUrl"), buildRequest(operation, parts));

  const failures = failuresOf(operation, writeRequest(operation, parts));
  expect(failures.map(({ in: place, name }) => `/${place}/${name}`)).toEqual([patch.pointer]);
  expect(response.status).toBe(400);
});

test.each(operations)("accepts the request that the contract shows for $operationId", (operation) => {
  expect(failuresOf(operation, writeRequest(operation, sampleParts(operation)))).toEqual([]);
});

test.each(operations.filter(needsToken))("rejects a request without a token for $operationId", async (operation) => {
  const { token: _token, ...parts } = sampleParts(operation);

  const response = await send(inject("mockUrl"), buildRequest(operation, parts));

  expect(response.status).toBe(401);
});
