import { readFile } from "node:fs/promises";
import { readCatalogue } from "@integrations-api/scenarios";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { readContract } from "../src/contract.ts";
import { createValidator } from "../src/create-validator.ts";
import { type Patch, patched } from "./patch.ts";
import { exampleValues, send, type Values } from "./requests.ts";

interface Row extends Patch {
  title: string;
  operationId: string;
}

const contract = await readContract();
const { operations } = readCatalogue(contract);
const { checkRequest } = createValidator(contract);
const rows: Row[] = parse(await readFile(new URL("rejected-requests.yaml", import.meta.url), "utf8"));

test.each(rows)("rejects $title", async ({ operationId, ...patch }) => {
  const operation = operations.find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`The contract has no operation called "${operationId}".`);
  const values = patched(exampleValues(operation), patch) as Values;

  const response = await send(inject("mockUrl"), operation, values, { authorization: "Bearer any" });

  expect(checkRequest(operation, values).map(({ pointer }) => pointer)).toEqual([patch.pointer]);
  expect(response.status).toBe(400);
});

test("accepts the request that each row changes", () => {
  for (const operation of operations) expect(checkRequest(operation, exampleValues(operation))).toEqual([]);
});

test("rejects a request without a token", async () => {
  for (const operation of operations) {
    const response = await send(inject("mockUrl"), operation, exampleValues(operation), {});

    expect(response.status).toBe(401);
  }
});
