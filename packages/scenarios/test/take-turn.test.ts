import { type Counters, takeTurn } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

test("counts separately for each token, and starts over", () => {
  const counters: Counters = new Map();
  const turns = ["a", "a", "b", "a", "b", "a"].map((token) =>
    takeTurn({ name: "sequence", steps: 3 }, { method: "GET", token }, counters),
  );

  expect(turns).toEqual([0, 1, 0, 2, 1, 0]);
});

test("does not keep more counters than it needs", () => {
  const counters: Counters = new Map();
  for (let token = 0; token < 20_000; token += 1)
    takeTurn({ name: "sequence", steps: 2 }, { method: "GET", token: String(token) }, counters);

  expect(counters.size).toBe(10_000);
});

test("forgets the token first that has gone longest without a request", () => {
  const counters: Counters = new Map();
  const take = (token: string): number => takeTurn({ name: "sequence", steps: 3 }, { method: "GET", token }, counters);
  take("busy");
  take("idle");
  for (let token = 2; token < 10_000; token += 1) take(String(token));

  take("busy");
  take("new");

  expect([take("busy"), take("idle")]).toEqual([2, 0]);
});
