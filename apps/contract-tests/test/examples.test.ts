import { createClient } from "@integrations-api/client";
import { describe, expect, inject, test } from "vitest";
import { type Answer, examplesOf, operationsOf, readContract } from "../src/contract.ts";
import { createValidator } from "../src/create-validator.ts";
import { exampleValues, send } from "./requests.ts";

const contract = await readContract();
const operations = operationsOf(contract);
const validator = createValidator(contract);
const mockUrl = inject("mockUrl");
const examples = examplesOf(operations).map((example) => ({
  ...example,
  title: `${example.operation.method} ${example.operation.path} ${example.answer.status} ${example.name}`,
}));

describe.each(examples)("$title", ({ operation, answer, body, name, value }) => {
  const prefer = { prefer: `code=${answer.status}, example=${name}` };
  const values = exampleValues(operation);

  test("keeps the contract", () => {
    expect(validator.checkBody(body.schema, value)).toEqual([]);
  });

  test("is answered on the wire", async () => {
    const headers = { accept: body.contentType, authorization: "Bearer any", ...prefer };

    const response = await send(mockUrl, operation, values, headers);

    expect(response.status).toBe(answer.status);
    expect(response.headers.get("content-type")).toBe(body.contentType);
    expect(await response.json()).toEqual(value);
    expect(headerViolations(answer, response)).toEqual([]);
  });

  test("reaches the caller of the client", async () => {
    const client = createClient({ token: "any", baseUrl: mockUrl });
    // The contract is read at run time here, so no type knows which path and method this is.
    const call = client[operation.method as "GET"] as unknown as (path: string, init: object) => Promise<Answered>;

    const { data, error, response } = await call(operation.path, { params: values, headers: prefer });

    expect({ status: response.status, data, error }).toEqual({
      status: answer.status,
      data: response.ok ? value : undefined,
      error: response.ok ? undefined : value,
    });
  });
});

interface Answered {
  data?: unknown;
  error?: unknown;
  response: Response;
}

function headerViolations(answer: Answer, response: Response): string[] {
  return answer.headers
    .filter(({ name, required }) => required && !response.headers.has(name))
    .map(({ name }) => `${name} is missing`);
}

test("answers the first 200 example where nothing is asked for", async () => {
  for (const operation of operations) {
    const first = examples.find((example) => example.operation === operation && example.answer.status === 200);

    const response = await send(mockUrl, operation, exampleValues(operation), { authorization: "Bearer any" });

    expect(await response.json()).toEqual(first?.value);
  }
});
