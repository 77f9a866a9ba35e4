import { brokenRelations, createExplainer } from "@integrations-api/explain";
import { expect, test } from "vitest";

const Part = {
  type: "object",
  properties: {
    status: { type: "integer", "x-holds": { equals: "$statusCode" } },
    owner_id: { type: "string", "x-holds": { equals: "owner/a~1b" } },
    owner: { type: "object" },
    ended: { type: "string", "x-holds": { notBefore: "started" } },
    started: { type: "string" },
  },
};
const List = { type: "array", items: { $ref: "#/components/schemas/Part" } };
const { walk } = createExplainer({ components: { schemas: { Part, List } } });
const broken = (body: unknown, status?: number): unknown[] => brokenRelations(walk(body, { schema: "List" }), status);

test.each([
  ["equal values", { owner_id: "x", owner: { "a/b": "x" } }],
  [
    "uuids in another letter case",
    toOwner("0E984725-C51C-4BF4-9960-E1C80E27ABA0", "0e984725-c51c-4bf4-9960-e1c80e27aba0"),
  ],
  ["a missing target", { owner_id: "x" }],
  ["a target that is null", toOwner("x", null)],
  ["a value that is null", { ended: null, started: "2020-01-01" }],
  ["the same moment in another zone", { ended: "2020-01-01T00:00:00Z", started: "2020-01-01T01:00:00+01:00" }],
  ["what is not a date", { ended: "soon", started: "2020-01-01" }],
  ["the status of the response", { status: 404 }],
])("accepts %s", (_, part) => {
  expect(broken([part], 404)).toEqual([]);
});

function toOwner(id: unknown, other: unknown): object {
  return { owner_id: id, owner: { "a/b": other } };
}

test("finds each relation that does not hold, at the value that declares it", () => {
  const body = [{ status: 500 }, toOwner("x", "y"), { ended: "2020-01-01T00:00:00Z", started: "2020-01-02T00:00:00Z" }];

  expect(broken(body, 404)).toEqual([
    { pointer: "/0/status", relation: "isStatus", message: "is not the status of the response" },
    { pointer: "/1/owner_id", relation: "equals", message: "does not equal `owner/a~1b`" },
    { pointer: "/2/ended", relation: "notBefore", message: "is before `started`" },
  ]);
});

test("accepts any status if the response is not known", () => {
  expect(broken([{ status: 500 }])).toEqual([]);
});
