import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";

async function readBundle(name: string): Promise<unknown> {
  return parse(await readFile(new URL(`../dist/${name}.yaml`, import.meta.url), "utf8"));
}

test("bundles the same contract without discriminators", async () => {
  const usual = await readBundle("openapi");
  const without = await readBundle("openapi-without-discriminators");
  let removed = 0;
  const expected: unknown = JSON.parse(JSON.stringify(usual), (key, value) => {
    if (key !== "discriminator" || typeof value.propertyName !== "string") return value;
    removed += 1;
    return undefined;
  });

  expect(removed).toBeGreaterThan(0);
  expect(without).toEqual(expected);
});
