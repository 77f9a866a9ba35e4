import { readdir } from "node:fs/promises";
import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { runSamples } from "../src/samples/run-samples.ts";
import { clientCallsOf, curlSamplesOf, type Sample, samplesOf } from "../src/samples/sample.ts";
import { readPages } from "./built-pages.ts";
import { contract } from "./contract.ts";

const { operations } = readCatalogue(contract);
const samples = operations.flatMap(samplesOf);
const curls = operations.flatMap((operation) => curlSamplesOf(contract, operation));
const calls = operations.flatMap((operation) => clientCallsOf(contract, operation));
const [curl, fetched, client] = samples as [Sample, Sample, Sample];
const success = calls.find(({ isFailure }) => !isFailure)!;
const failure = calls.find(({ isFailure }) => isFailure)!;

test("shows on the pages what every sample prints", async () => {
  const all = [...samples, ...curls];

  const outputs = await runSamples({ samples: all, calls });
  const pages = [...(await readPages()).values()].map(({ html }) => html).join("");

  expect([...outputs.keys()]).toEqual([...all, ...calls].map(({ id }) => id));
  for (const output of outputs.values()) expect(pages).toContain(escaped(output));
});

test.each([
  ["gets another status", { samples: [{ ...curl, status: 201 }] }, /got the status \d+ instead of 201\.$/],
  ["throws", { samples: [{ ...client, code: `${client.code}\nthrow new Error("broken on purpose");` }] }, /on purpose/],
  ["does not parse", { samples: [{ ...fetched, code: `${fetched.code})` }] }, /SyntaxError/],
  ["fails although its response is a success", { calls: [{ ...success, code: failure.code }] }, /Error: .* failed: /],
  ["is refused by the client", { calls: [{ ...failure, code: 'createClient({ token: "" })' }] }, /ArgumentError/],
])("fails if a sample %s, and leaves no file", async (_, runs, message) => {
  await expect(runSamples({ samples: [], calls: [], ...runs })).rejects.toThrow(message);

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
