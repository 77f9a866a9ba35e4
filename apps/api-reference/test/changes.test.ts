import { expect, test } from "vitest";
import { rateDocuments } from "../../../openapi/gate/rate-documents.ts";
import { readReference } from "../src/contract/read-reference.ts";
import { changesPage } from "../src/pages/changes-page.ts";
import { contract, contractFile, toPlainText } from "./contract.ts";

const reference = await readReference(contractFile);

test("lists what changed since the release, with links to it", () => {
  const released = structuredClone(contract);
  delete released.components.schemas.Team.properties.domain;
  released.components.responses.NotFound.description = "There is none.";
  released.components.schemas.Integration.required.push("version");

  const { content } = changesPage(reference, rateDocuments(released, contract));

  const text = content.text.replaceAll(/\s+/g, " ");
  expect(text).toContain("Together these changes are major.");
  expect(text).toContain('<a href="../index.html#Team.domain">');
  expect(text).toContain('<a href="../errors/index.html#404"><code>/components/responses/NotFound/description</code>');
  expect(text).toContain("became optional. Code that relies on it may find nothing.");
});

test("says so if nothing changed", () => {
  const { content } = changesPage(reference, rateDocuments(contract, contract));

  expect(content.text).toContain("Nothing has changed.");
});

test("gives every reason for what is inferred", () => {
  const { content } = changesPage(reference, rateDocuments(contract, contract));
  const shown = content.text
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");

  const reasons = new Set<string>();
  JSON.stringify(contract, (key, value) => {
    if (key === "x-inferred") reasons.add(toPlainText(value));
    return value;
  });

  expect([...reasons].filter((reason) => !shown.includes(reason))).toEqual([]);
  expect(reasons.size).toBeGreaterThan(5);
});
