import { valueAt } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const list = Array.from({ length: 12 }, (_, index) => index);

test.each([
  [{ a: 1 }, "", { a: 1 }],
  [{ a: [1, 2] }, "/a/1", 2],
  [{ a: list }, "/a/10", 10],
  [{ "": 1 }, "/", 1],
  [{ "a/b": { "c~d": 1 } }, "/a~1b/c~0d", 1],
  [{ "~1": 1 }, "/~01", 1],
])("reads of %j what is at %j", (document, pointer, value) => {
  expect(valueAt(document, pointer)).toEqual(value);
});

test.each([
  [{ a: [1, 2] }, "/a/2"],
  [{ a: [1, 2] }, "/a/01"],
  [{ a: [1, 2] }, "/a/1x"],
  [{ a: [1, 2] }, "/a/x1"],
  [{ a: [1, 2] }, "/a/-"],
  [{ a: [1, 2] }, "/a/length"],
  [{ a: "text" }, "/a/length"],
  [{ a: null }, "/a/b"],
  [undefined, "/a"],
  [{}, "/toString"],
])("finds nothing in %j at %j", (document, pointer) => {
  expect(valueAt(document, pointer)).toBeUndefined();
});
