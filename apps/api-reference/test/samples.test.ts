import { readdir } from "node:fs/promises";
import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { runSamples } from "../src/samples/run-samples.ts";
import { responseSamplesOf, type Sample, samplesOf } from "../src/samples/sample.ts";
import { readPages } from "./built-pages.ts";
import { contract } from "./contract.ts";

const { operations } = readCatalogue(contract);
const samples = operations.flatMap(samplesOf);
const [curl, fetched, client] = samples as [Sample, Sample, Sample];
const ofResponses = operations.flatMap((operation) => responseSamplesOf(contract, operation));

test("shows on the pages what the samples print", async () => {
  // The client pauses before it retries, so its other samples run in the build only, which ends if one fails.
  const run = [...samples, ...ofResponses.filter(({ tool }) => tool === "curl")];

  const outputs = await runSamples(run);
  const pages = [...(await readPages()).values()].map(({ html }) => html).join("");

  expect([...outputs.keys()]).toEqual(run.map(({ id }) => id));
  for (const output of outputs.values()) expect(pages).toContain(escaped(output));
});

test("shows an output for every response that comes", async () => {
  const { html } = (await readPages()).get("testing/index.html")!;

  expect(html.split('<pre class="output">')).toHaveLength(ofResponses.length + 1);
  expect(ofResponses.length).toBeGreaterThan(50);
});

test.each([
  ["gets another status", { ...curl, status: 201 }, /got the status \d+ instead of 201\.$/],
  ["throws", { ...client, code: `${client.code}\nthrow new Error("broken on purpose");` }, /broken on purpose/],
  ["does not parse", { ...fetched, code: `${fetched.code})` }, /SyntaxError/],
])("fails if a sample %s, and leaves no file", async (_, sample, message) => {
  await expect(runSamples([sample])).rejects.toThrow(message);

  const files = await readdir(new URL("..", import.meta.url));
  expect(files.filter((file) => file.startsWith(".samples-"))).toEqual([]);
});

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
