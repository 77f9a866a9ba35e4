import { expect, test } from "vitest";
import { createSlots, readPace } from "../src/http/pace.ts";

test.each([
  ["100/10s", { count: 100, ms: 10_000 }],
  ["20/1", { count: 20, ms: 1000 }],
  ["5", { count: 5, ms: 1000 }],
  ["3/0.5s", { count: 3, ms: 500 }],
  ["0/1", undefined],
  ["1/0", undefined],
  ["fast", undefined],
])("reads %s", (text, pace) => {
  expect(readPace(text)).toEqual(pace);
});

test.each([
  ["at once", [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1000, 1000, 1000, 2000]],
  ["over time", [0, 400, 900, 950, 1500, 3000], [0, 400, 900, 1000, 1500, 3000]],
])("lets through three requests a second that come %s", (_, asked, slots) => {
  const reserve = createSlots({ count: 3, ms: 1000 });

  expect(asked.map(reserve)).toEqual(slots);
});
