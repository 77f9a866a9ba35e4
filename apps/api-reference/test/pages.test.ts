import { existsSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@integrations-api/client";
import { createExplainer } from "@integrations-api/explain";
import { createFetchStub, readCatalogue } from "@integrations-api/scenarios";
import { triggerOf } from "@integrations-api/scenarios/page";
import { expect, test } from "vitest";
import { errorForStatus, isForStatus } from "../src/contract/read-client-errors.ts";
import { readReference } from "../src/contract/read-reference.ts";
import { distFolder, readPages, resolveLink } from "./built-pages.ts";
import { contractFile } from "./contract.ts";

const pages = await readPages();
const { document, clientErrors } = await readReference(contractFile);
const outline = createExplainer(document).outline();
const { operations } = readCatalogue(document);
const idsOf = (path: string): string[] => pages.get(path)?.ids ?? [];

test.each([...pages.values()])("gives no two elements of $path the same id", ({ ids }) => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each([...pages.values()])("has only links on $path that lead somewhere", ({ path, links }) => {
  const broken = links.filter((link) => {
    const { file, anchor } = resolveLink(path, link);
    if (!existsSync(join(distFolder, file))) return true;
    return anchor !== "" && pages.has(file) && !idsOf(file).includes(decodeURIComponent(anchor));
  });

  expect(broken).toEqual([]);
  expect(links.length).toBeGreaterThan(5);
});

test.each(operations)("shows $operationId with its parameters", ({ operationId, method, path, parameters }) => {
  const { html, ids } = pages.get("index.html")!;

  expect(html).toContain(`<b>${method}</b>`);
  expect(html).toContain(`${path}</code>`);
  expect(ids).toEqual(expect.arrayContaining([operationId, ...parameters.map(({ name }) => `${operationId}.${name}`)]));
});

test("has an address for every field of every schema", () => {
  const anchors = outline.flatMap(({ anchor, fields }) => [anchor, ...fields.map((field) => field.anchor)]);

  expect(anchors.filter((anchor) => !idsOf("index.html").includes(anchor))).toEqual([]);
  expect(anchors.length).toBeGreaterThan(200);
});

test("has the address that explain gives for every value of every example", () => {
  const { explain } = createExplainer(document);
  const anchors = operations.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ schema, body }) => (schema === undefined ? [] : explain(body, { schema }))),
  );
  const missing = anchors.filter(({ anchor }) => anchor !== undefined && !idsOf("index.html").includes(anchor));

  expect(missing).toEqual([]);
});

test("shows a real value for every scalar field that an example has", () => {
  const { html } = pages.get("index.html")!;
  const [, documented = ""] = html.split('id="Integration.category"');

  expect(documented.split("</dd>")[0]).toContain("<code>&quot;helpdesk&quot;</code>");
  expect(html.split('id="ErrorDetails.failures"')[1]?.split("</dd>")[0]).not.toContain("<li>");
});

test("has an address for every error and every scenario", () => {
  const scenarios = operations.flatMap((operation) => operation.scenarios);
  const errors = scenarios.filter(({ status }) => status >= 400).map(({ status }) => String(status));

  expect(errors.filter((status) => !idsOf("errors/index.html").includes(status))).toEqual([]);
  expect(scenarios.filter(({ name }) => !idsOf("testing/index.html").includes(name))).toEqual([]);
});

test("has an address for every error that the client throws without a response", () => {
  const names = clientErrors.filter((error) => !isForStatus(error)).map(({ anchor }) => anchor);

  expect(names).toEqual(expect.arrayContaining(["network", "timeout", "deadline", "malformed-response", "argument"]));
  expect(names.filter((name) => !idsOf("errors/index.html").includes(name))).toEqual([]);
});

const stub = createFetchStub();
const failures = operations.flatMap((operation) =>
  operation.scenarios.flatMap((scenario) => {
    const { values } = triggerOf(operation, scenario);
    const isOurs = operation.operationId === "getIntegration" && scenario.status >= 400 && values["id"] !== undefined;
    return isOurs ? [{ status: String(scenario.status), name: scenario.name, id: values["id"]! }] : [];
  }),
);

test.each(failures)("names the error that the client throws for $status $name", async ({ status, id }) => {
  const client = createClient({ token: "any", fetch: stub, retries: 0 });

  await expect(client.getIntegration(id)).rejects.toMatchObject({ name: errorForStatus(clientErrors, status)?.name });
});

test("says which errors the client retries", async () => {
  const { html } = pages.get("errors/index.html")!;
  const client = createClient({ token: "any", fetch: createFetchStub({ timeScale: 0 }), retries: 1 });

  for (const { status, id } of failures) {
    const result = await client.tryGetIntegration(id);
    const [, row = ""] = html.split(`<td><a href="#${status}">`);
    expect(row.slice(0, row.indexOf("</tr>"))).toContain(
      `<td>${!result.ok && result.error.attempts > 1 ? "yes" : "no"}</td>`,
    );
  }
  expect(failures.length).toBeGreaterThan(8);
});

test("lists every secret with a link to its field", () => {
  const fields = outline.flatMap((schema) => schema.fields);
  const secrets = fields.filter(({ declaration }) => "x-secret" in declaration);
  const { links } = pages.get("authentication/index.html")!;

  expect(secrets.filter(({ anchor }) => !links.includes(`../index.html#${anchor}`))).toEqual([]);
  expect(secrets.length).toBeGreaterThan(8);
});

test.each([...pages.values()])("runs no inline script and no inline style on $path", ({ html }) => {
  expect(html).toContain("script-src &#39;self&#39;");
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
