import { createClient } from "@integrations-api/client";
import { readCatalogue, sampleRequest } from "@integrations-api/scenarios";
import { describe, expect, inject, test } from "vitest";
import { createExplainer } from "@integrations-api/explain";
import { readDocument } from "../src/contract/read-document.ts";
import { callClient } from "./call-client.ts";
import { send } from "./requests.ts";

const contract = await readDocument();
const { operations } = readCatalogue(contract);
const { validate } = createExplainer(contract);
const mockUrl = inject("mockUrl");
const examples = operations.flatMap((operation) => operation.scenarios.map((scenario) => ({ operation, scenario })));

describe.each(examples)("$operation.operationId $scenario.status $scenario.name", ({ operation, scenario }) => {
  const { status, name, contentType, headers: promised, body, schema, requiredHeaders } = scenario;
  const prefer = { prefer: `code=${status}, example=${name}` };

  test.runIf(schema)("keeps the contract", () => {
    expect(validate(body, { schema: schema! })).toEqual([]);
  });

  test("is sent on the wire", async () => {
    const response = await send(mockUrl, sampleRequest(operation), { accept: contentType ?? "*/*", ...prefer });

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(contentType ?? null);
    expect(toJson(await response.text())).toEqual(body);
    expect(Object.fromEntries(response.headers)).toMatchObject(promised);
    expect(requiredHeaders.filter((header) => !response.headers.has(header))).toEqual([]);
  });

  test("reaches the caller of the client", async () => {
    const client = createClient({ token: "any", baseUrl: mockUrl, retries: 0 });
    const { data, error, response } = await callClient(client, operation, sampleRequest(operation), prefer);

    expect({ status: response.status, data, error }).toEqual({
      status,
      data: response.ok ? body : undefined,
      error: response.ok ? undefined : body,
    });
  });
});

/** Compares a body that is not JSON as text, and an empty one as no body. */
function toJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

test.each(operations)(
  "sends the first success of $operationId for the request that the contract shows",
  async (one) => {
    const first = one.scenarios.find(({ status }) => status < 300);

    const response = await send(mockUrl, sampleRequest(one));

    expect(response.status).toBe(first?.status);
    expect(toJson(await response.text())).toEqual(first?.body);
  },
);
