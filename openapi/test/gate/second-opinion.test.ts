import { expect, test } from "vitest";
import { rateDocuments } from "../../gate/rate-documents.ts";
import { diffWithRedocly } from "../../gate/redocly-diff.ts";
import { applyRow } from "./apply-row.ts";

test("shows what redocly diff says about the same place", async () => {
  const finds = {};
  const { base, revision } = applyRow({
    title: "two changes that redocly diff rates too high and too low, and one that it does not see",
    add: { /* in a response */ "/components/schemas/QueryArrayFormat/enum/-": "semicolon" },
    remove: ["/components/headers/RetryAfter/required"],
    replace: { "/components/examples/not-found/x-scenario/path/id": "00000000-0000-4000-8000-000000000999" },
    finds,
  });

  const { changes } = rateDocuments(base, revision, await diffWithRedocly(base, revision));

  expect(changes.map(({ level, rule, redocly }) => ({ level, rule, redocly }))).toEqual([
    { level: "major", rule: "example-request-changed", redocly: "not seen" },
    { level: "major", rule: "became-optional", redocly: "patch" },
    { level: "minor", rule: "enum-value-added", redocly: "major" },
  ]);
});

test("takes the level of redocly diff if no rule knows the place", () => {
  const { base, revision } = applyRow({ title: "", add: { "/components/mystery": { a: 1 } }, finds: {} });
  const reported = { level: "major" as const, pointers: ["/components/mystery/a"], messages: ["`a` was added."] };

  const { rating, changes } = rateDocuments(base, revision, [reported]);

  expect(rating).toBe("major");
  expect(changes[0]).toMatchObject({ rule: "redocly-only", sentence: expect.stringContaining("`a` was added.") });
});
