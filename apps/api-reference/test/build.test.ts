import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import { renderPage } from "../src/redoc/render-page.ts";
import { splitPage } from "../src/redoc/split-page.ts";
import { contractFile } from "./contract.ts";

let page: string;
beforeAll(async () => {
  page = await renderPage(contractFile);
});

test("creates the same files as the last build", async () => {
  const files = [...splitPage(page)].map(([name, text]) => [name, toHash(text)]);

  const built = files.map(async ([name]) => [
    name,
    toHash(await readFile(`${import.meta.dirname}/../dist/redoc/${name}`)),
  ]);

  expect(files).toEqual(await Promise.all(built));
});

test("fails with Redocly's own message", async () => {
  const folder = await mkdtemp(join(tmpdir(), "api-reference-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const contract = join(folder, "broken.yaml");
  await writeFile(contract, "openapi: 3.1.0\ninfo: {title: x");

  const failure = await renderPage(contract).catch((error: Error) => error.message);

  expect(failure).toMatch(/^[^\n]+ in "[^"]+openapi\.yaml" \(2:16\)$/);
});

test.each([
  ["import.meta", 4],
  ["export{RedocStandalone,hydrate,init};", 1],
  ["https://cdn.redoc.ly/redoc/logo-mini.svg", 1],
  ['"disableTelemetry":true', 1],
  ['<meta charset="utf8" />', 1],
])("rejects a page without %s", (text, times) => {
  expect(() => splitPage(page.replaceAll(text, ""))).toThrow(
    new Error(
      `Failed to split the page: expected ${JSON.stringify(text)} ${times} times but found it 0 times. ` +
        "Redocly's page has changed: compare it with apps/api-reference/src/redoc/split-page.ts.",
    ),
  );
});

test.each(["<script async>", '<img alt="" src="https://cdn.test/logo.svg">', '<link href="//cdn.test/font.css">'])(
  "rejects a page with %s",
  (element) => {
    expect(() => splitPage(page.replace("</head>", () => `${element}</head>`))).toThrow(
      new Error(
        `Failed to split the page: it still contains ${element}, an inline script or a resource from another host.`,
      ),
    );
  },
);

function toHash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
