import { applyPatch, catalogue, type Change, shapeResponse } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const [scenario] = operation.scenarios;
const selects = operation.parameters.find(({ narrows }) => narrows !== undefined)!;

function patched(body: unknown, patch: Change[], query = new URLSearchParams()): unknown {
  return JSON.parse(shapeResponse(operation, { ...scenario!, body, patch }, { query }).text);
}

const fitting: [Change["op"], string, unknown, before: unknown, after: unknown][] = [
  ["add", "/b", 2, { a: 1 }, { a: 1, b: 2 }],
  ["add", "/a", null, { a: 1 }, { a: null }],
  ["add", "/a/1", "x", { a: [1, 2] }, { a: [1, "x", 2] }],
  ["add", "/a/2", "x", { a: [1, 2] }, { a: [1, 2, "x"] }],
  ["add", "/a/-", "x", { a: [] }, { a: ["x"] }],
  ["replace", "/a/0", "x", { a: [1, 2] }, { a: ["x", 2] }],
  ["replace", "/a~1b/c~0d", "x", { "a/b": { "c~d": 1 } }, { "a/b": { "c~d": "x" } }],
  ["remove", "/a", undefined, { a: 1, b: 2 }, { b: 2 }],
  ["remove", "/a/0", undefined, { a: [1, 2] }, { a: [2] }],
  ["remove", "/", undefined, { "": 1, a: 1 }, { a: 1 }],
];

test.each(fitting)("can %s at %s", (op, path, value, before, after) => {
  expect(patched(before, [{ op, path, value }])).toEqual(after);
});

test("patches a copy and leaves the document as it is", () => {
  const document = { a: [{ b: 1 }] };

  const patched = applyPatch(document, [{ op: "replace", path: "/a/0/b", value: 2 }]);

  expect({ patched, document }).toEqual({ patched: { a: [{ b: 2 }] }, document: { a: [{ b: 1 }] } });
});

test("takes a key away, and leaves no undefined in its place", () => {
  const patch: Change[] = [
    { op: "add", path: "/a", value: 1 },
    { op: "replace", path: "/a", value: 2 },
    { op: "remove", path: "/a" },
  ];

  expect(applyPatch({ b: 1 }, patch)).toStrictEqual({ b: 1 });
});

test("makes one change after another", () => {
  const patch: Change[] = [
    { op: "add", path: "/a", value: {} },
    { op: "add", path: "/a/b", value: 1 },
  ];

  expect(patched({}, patch)).toEqual({ a: { b: 1 } });
});

test("patches what is left of a narrowed list", () => {
  const list = selects.narrows!;
  const patch: Change[] = [{ op: "add", path: `${list}/-`, value: "other" }];

  const body = patched({ [list.slice(1)]: ["one", "two"] }, patch, new URLSearchParams({ [selects.name]: "two" }));

  expect(body).toEqual({ [list.slice(1)]: ["two", "other"] });
});

test("adds a key called __proto__ like any other", () => {
  const text = JSON.stringify(patched({}, [{ op: "add", path: "/__proto__", value: { a: 1 } }]));

  expect(text).toBe('{"__proto__":{"a":1}}');
});

const misfits: [Change["op"], string, unknown][] = [
  ["replace", "/a", {}],
  ["remove", "/a", {}],
  ["add", "/a/b", {}],
  ["add", "/a/b", { a: "text" }],
  ["add", "/a/b", { a: null }],
  ["add", "/a/3", { a: [1, 2] }],
  ["replace", "/a/-", { a: [1] }],
  ["replace", "/a/length", { a: [1] }],
  ["replace", "/toString", {}],
];

test.each(misfits)("rejects a %s at %s of %j", (op, path, body) => {
  expect(() => patched(body, [{ op, path, value: 1 }])).toThrow(`it has no ${path} to ${op}`);
});
