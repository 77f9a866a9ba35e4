import { expect, test } from "vitest";
import { PlanMemory } from "../src/plan/plan-memory.ts";
import type { RememberedPlan } from "../src/plan/prepare-plan.ts";

function planOf(text: string): RememberedPlan {
  const response = { status: 200, headers: {}, text, encoding: "latin1" as const, delayMs: 0 };
  return { method: "GET", url: "/", reason: "first example", responses: [response] };
}

test("remembers the plan of a request", () => {
  const memory = new PlanMemory();
  const plan = planOf("a");

  memory.set("GET /", plan);

  expect([memory.get("GET /"), memory.get("GET /other")]).toEqual([plan, undefined]);
});

test("forgets the first of more than a thousand plans", () => {
  const memory = new PlanMemory();
  for (let index = 0; index <= 1000; index += 1) memory.set(`GET /${index}`, planOf("a"));

  const remembered = ["GET /0", "GET /1", "GET /1000"].map((request) => memory.get(request) !== undefined);

  expect(remembered).toEqual([false, true, true]);
});

test("forgets the first plans when they are too large together", () => {
  const memory = new PlanMemory();
  const megabyte = "a".repeat(2 ** 20);
  for (let index = 0; index < 40; index += 1) memory.set(`GET /${index}`, planOf(megabyte));

  const remembered = Array.from({ length: 40 }, (_, index) => memory.get(`GET /${index}`)).filter(Boolean);

  expect(remembered).toHaveLength(31);
  expect(memory.get("GET /39")).toBeDefined();
});

test("counts the size of a plan that is set again once", () => {
  const memory = new PlanMemory();
  const megabyte = "a".repeat(2 ** 20);
  memory.set("GET /first", planOf("a"));
  for (let index = 0; index < 100; index += 1) memory.set("GET /", planOf(megabyte));

  expect(memory.get("GET /first")).toBeDefined();
});

test("does not remember a request or a response that is too long", () => {
  const memory = new PlanMemory();
  const long = `GET /${"a".repeat(2048)}`;

  memory.set(long, planOf("a"));
  memory.set("GET /", planOf("a".repeat(33 * 2 ** 20)));

  expect([memory.get(long), memory.get("GET /")]).toEqual([undefined, undefined]);
});
