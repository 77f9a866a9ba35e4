import { createClient } from "@integrations-api/client";
import { createExplainer, validate } from "@integrations-api/explain";
import { fixture, type FixtureName, readCatalogue } from "@integrations-api/scenarios";
import { expect, inject, test } from "vitest";
import { readDocument } from "../src/contract/read-document.ts";
import { callClient } from "./call-client.ts";
import { send, triggerOf } from "./requests.ts";

const contract = await readDocument();
const patched = readCatalogue(contract).operations.flatMap((operation) =>
  operation.scenarios.flatMap((scenario) =>
    scenario.patch ? [{ operation, scenario, patch: scenario.patch, name: scenario.name }] : [],
  ),
);

test.each(patched)("breaks the contract on $name exactly where its patch says", async (one) => {
  const { operation, scenario, patch, name } = one;

  const response = await send(inject("mockUrl"), triggerOf(operation, scenario));
  const body: unknown = await response.json();

  expect(response.status).toBe(scenario.status);
  expect(Object.fromEntries(response.headers)).toMatchObject(scenario.headers);
  expect(body).toEqual(fixture(name as FixtureName));
  const found = createExplainer(contract)
    .validate(body, { schema: scenario.schema! })
    .map(({ pointer }) => pointer);
  expect(found.toSorted()).toEqual(patch.map(({ path }) => path).toSorted());
});

test.each(patched)(
  "reports the violations of $name to a client that validates",
  async ({ operation, scenario, patch }) => {
    const reported: string[] = [];
    const client = createClient({
      token: "any",
      baseUrl: inject("mockUrl"),
      validate,
      onViolations: ({ violations }) => void reported.push(...violations.map(({ pointer }) => pointer)),
    });

    const { data, error } = await callClient(client, operation, triggerOf(operation, scenario));

    expect(data ?? error).toEqual(fixture(scenario.name as FixtureName));
    expect(reported.toSorted()).toEqual(patch.map(({ path }) => path).toSorted());
  },
);

test("covers the drift that the vendor's material leads us to expect", () => {
  const names = patched.map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(["drift-unknown-format", "drift-date-times"]));
});
