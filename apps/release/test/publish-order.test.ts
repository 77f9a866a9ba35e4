import { expect, test } from "vitest";
import { orderForPublish } from "../src/publish-order.ts";
import type { PublishedPackage } from "../src/published-packages.ts";

function dependingOn(name: string, ...names: string[]): PublishedPackage {
  const dependencies = Object.fromEntries(names.map((one) => [one, "^1.0.0"]));
  return { name, folder: name, manifest: { name, version: "1.0.0", dependencies } };
}

test("publishes each package once, after those that it depends on", () => {
  const packages = [dependingOn("app", "stub", "yaml"), dependingOn("client"), dependingOn("stub", "client")];

  const ordered = orderForPublish(packages);

  expect(ordered.map(({ name }) => name)).toEqual(["client", "stub", "app"]);
});
