import { createClient } from "@integrations-api/client";
import { readCatalogue } from "@integrations-api/scenarios";
import { describe, expect, inject, test } from "vitest";
import { readContract } from "../src/contract.ts";
import { createValidator } from "../src/create-validator.ts";
import { exampleValues, send } from "./requests.ts";

const contract = await readContract();
const { operations } = readCatalogue(contract);
const validator = createValidator(contract);
const mockUrl = inject("mockUrl");
const examples = operations.flatMap((operation) =>
  operation.scenarios.map((scenario) => ({
    operation,
    scenario,
    title: `${operation.method} ${operation.path} ${scenario.status} ${scenario.name}`,
  })),
);

describe.each(examples)("$title", ({ operation, scenario }) => {
  const { status, name, contentType, headers: promised, body, schema, requiredHeaders } = scenario;
  const prefer = { prefer: `code=${status}, example=${name}` };
  const values = exampleValues(operation);

  test.runIf(schema)("keeps the contract", () => {
    expect(validator.checkBody(schema!, body)).toEqual([]);
  });

  test("is answered on the wire", async () => {
    const headers = { accept: contentType ?? "*/*", authorization: "Bearer any", ...prefer };

    const response = await send(mockUrl, operation, values, headers);

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(contentType ?? null);
    expect(toJson(await response.text())).toEqual(body);
    expect(Object.fromEntries(response.headers)).toMatchObject(promised);
    expect(requiredHeaders.filter((header) => !response.headers.has(header))).toEqual([]);
  });

  // The client calls what is safe to repeat.
  test.runIf(operation.method === "GET")("reaches the caller of the client", async () => {
    const client = createClient({ token: "any", baseUrl: mockUrl, retries: 0 });
    // The contract is read at run time here, so no type knows which path this is.
    const call = client.GET as unknown as (path: string, init: object) => Promise<Answered>;

    const { data, error, response } = await call(operation.path, { params: values, headers: prefer });

    expect({ status: response.status, data, error }).toEqual({
      status,
      data: response.ok ? body : undefined,
      error: response.ok ? undefined : body,
    });
  });
});

/** What is not JSON is compared as the text it is, and nothing as no body. */
function toJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

interface Answered {
  data?: unknown;
  error?: unknown;
  response: Response;
}

test("answers the first 200 example at the id that the contract shows", async () => {
  for (const operation of operations) {
    const first = operation.scenarios.find(({ status }) => status === 200);

    const response = await send(mockUrl, operation, exampleValues(operation), { authorization: "Bearer any" });

    expect(await response.json()).toEqual(first?.body);
  }
});
