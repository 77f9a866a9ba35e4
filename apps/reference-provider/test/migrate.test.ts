import { afterAll, expect, test } from "vitest";
import { embeddedUrl, startEmbedded } from "../src/database/embedded-postgres.ts";
import { run } from "./provider.ts";

const embedded = await startEmbedded();
afterAll(() => embedded.stop());

test("lets one of several instances migrate, and the others wait", async () => {
  const environment = { DATABASE_URL: embeddedUrl(embedded.socketFolder) };

  const ran = await Promise.all(Array.from({ length: 5 }, () => run(["migrate"], { environment })));

  expect(ran.map(({ code, err }) => [code, err])).toEqual(ran.map(() => [0, ""]));
  expect(ran.map(({ out }) => out).toSorted()).toEqual([
    "Applied 001-create-tables.sql.\n",
    ...Array.from({ length: 4 }, () => "The tables are up to date.\n"),
  ]);
});
