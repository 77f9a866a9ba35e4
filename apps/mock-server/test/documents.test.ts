import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startMockServer } from "@integrations-api/mock-server";
import { expect, onTestFinished, test } from "vitest";

/** Writes files into a folder of their own, and returns the path of the first. */
async function write(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "documents-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return join(folder, Object.keys(files)[0]!);
}

const openapi = "openapi: 3.1.0\ninfo: { title: Documents, version: '1' }\n";
const remote = "https://example.com/things.yaml";

test.each([
  ["Swagger 2.0", "swagger: '2.0'\npaths: {}", "it is Swagger 2.0. Convert it to OpenAPI 3 first"],
  ["broken YAML", `${openapi}paths: [`, "it is not valid YAML or JSON"],
  ["broken JSON", '{ "openapi": "3.1.0", ', "it is not valid YAML or JSON"],
  [
    "an alias to itself",
    `${openapi}paths: &all { /a: *all }`,
    "it contains itself by a YAML alias. Use `$ref` instead",
  ],
  ["another encoding", Buffer.from(`\ufeff${openapi}`, "utf16le"), "it is not UTF-8. Save it as UTF-8"],
  ["another text", "hello", "it is not an OpenAPI 3 document with `paths`"],
  ["nothing", "", "it is not an OpenAPI 3 document with `paths`"],
  ["no operation", `${openapi}paths: {}`, "it does not have an operation. Add one under `paths`"],
  ["a remote reference", `${openapi}paths: { /a: { $ref: '${remote}' } }`, `it refers to ${remote}, and nothing is`],
  ["a missing file", `${openapi}paths: { /a: { $ref: nowhere.yaml } }`, "nowhere.yaml"],
])("refuses a document with %s", async (_, content, reason) => {
  const contract = await write({ "openapi.yaml": content });

  await expect(startMockServer({ contract })).rejects.toThrow(reason);
});

test("refuses a folder and a URL", async () => {
  const contract = dirname(await write({ "openapi.yaml": "" }));

  await expect(startMockServer({ contract })).rejects.toThrow("it is a folder");
  await expect(startMockServer({ contract: remote })).rejects.toThrow("it is a URL. Download the document");
});

test("does not download what a referenced file refers to", async () => {
  const contract = await write({
    "openapi.yaml": `${openapi}paths: { /a: { $ref: a.yaml } }`,
    "a.yaml": `get: { $ref: '${remote}' }`,
  });

  await expect(startMockServer({ contract })).rejects.toThrow(remote);
});

test("reads what a document refers to beside it", async () => {
  const contract = await write({
    "openapi.yaml": `${openapi}paths: { /a: { $ref: paths/a.yaml } }`,
    "paths/a.yaml":
      "get: { responses: { 200: { description: A., content: { application/json: { examples: { one: { $ref: ../one.yaml } } } } } } }",
    "one.yaml": "value: { a: 1 }",
  });
  const mock = await startMockServer({ contract });
  onTestFinished(() => mock.close());

  expect(await (await fetch(`${mock.url}/a`)).json()).toEqual({ a: 1 });
});

test.each([
  ["https://api.example.com/v1", "/v1/a"],
  ["https://api.example.com/v1/", "/v1/a"],
  ["/base/path", "/base/path/a"],
  ["https://{region}.example.com/{version}", "/v2/a"],
])("serves the base path of %s, and the path alone", async (url, target) => {
  const server = { url, variables: { region: { default: "eu" }, version: { default: "v2" } } };
  const response = { description: "A.", content: { "application/json": { example: { a: 1 } } } };
  const paths = { "/a": { get: { responses: { 200: response } } } };
  const info = { title: "Base path", version: "1" };
  const contract = await write({
    "openapi.json": JSON.stringify({ openapi: "3.1.0", info, servers: [server], paths }),
  });
  const mock = await startMockServer({ contract });
  onTestFinished(() => mock.close());

  for (const path of [target, "/a"]) expect(await (await fetch(mock.url + path)).json()).toEqual({ a: 1 });
  expect((await fetch(`${mock.url}/elsewhere/a`)).status).toBe(404);
});

test("reads JSON with a byte order mark and servers that are not objects", async () => {
  const response = { description: "A.", content: { "application/json": { example: { a: 1 } } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Byte order mark", version: "1" },
    servers: [null],
    paths: { "/a": { get: { responses: { 200: response } } } },
  };
  const mock = await startMockServer({
    contract: await write({ "openapi.json": `\ufeff${JSON.stringify(document)}` }),
  });
  onTestFinished(() => mock.close());

  expect(await (await fetch(`${mock.url}/a`)).json()).toEqual({ a: 1 });
});

test("gives the contract as it is in its file", async () => {
  const schema = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
  const response = {
    description: "A.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Recursive", version: "1" },
    paths: { "/nodes": { get: { responses: { 200: response } } } },
    components: { schemas: { Node: schema } },
  };
  const mock = await startMockServer({ contract: await write({ "openapi.json": JSON.stringify(document) }) });
  onTestFinished(() => mock.close());

  expect(await (await fetch(`${mock.url}/__mock/openapi.json`)).text()).toBe(JSON.stringify(document));
});
