import { createFetchStub, matchPath, readCatalogue, requestFor } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";

const baseUrl = "https://templates.example.com/v1";
const paths = [
  "/files/{name}.json",
  "/ops/{id}",
  "/ops/{id}:cancel",
  "/pair/{a}-{b}",
  "/pair/mine",
  "/größe",
  "/m%C3%BCll/{thing-id}",
  "/a+b(c)/{x}",
];
const catalogue = readCatalogue({
  paths: Object.fromEntries(
    paths.map((path) => {
      const parameters = [...path.matchAll(/\{(.+?)\}/g)].map(([, name]) => ({
        name,
        in: "path",
        required: true,
        example: `ü/${name}`,
      }));
      const content = { "application/json": { examples: { [path]: { value: { path } } } } };
      return [path, { get: { parameters, responses: { 200: { content } } } }];
    }),
  ),
});
const server = setupServer(...createHandlers({ baseUrl, catalogue }));
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

test.each([
  ["/files/report.json", "/files/{name}.json", { name: "report" }],
  ["/files/a.json.json", "/files/{name}.json", { name: "a.json" }],
  ["/ops/7", "/ops/{id}", { id: "7" }],
  ["/ops/", "/ops/{id}", { id: "" }],
  ["/ops/7:cancel", "/ops/{id}:cancel", { id: "7" }],
  ["/ops/a%3Ab%2Fc:cancel", "/ops/{id}:cancel", { id: "a:b/c" }],
  ["/ops/%E0%A4", "/ops/{id}", { id: "%E0%A4" }],
  ["/pair/one-two", "/pair/{a}-{b}", { a: "one", b: "two" }],
  ["/pair/mine", "/pair/mine", {}],
  ["/gr%C3%B6%C3%9Fe", "/größe", {}],
  ["/größe", "/größe", {}],
  ["/m%C3%BCll/x", "/m%C3%BCll/{thing-id}", { "thing-id": "x" }],
  ["/a+b(c)/1", "/a+b(c)/{x}", { x: "1" }],
])("matches %s by %s", (path, template, values) => {
  const [first] = matchPath(catalogue, path);

  expect({ template: first?.operation.path, values: first?.values }).toEqual({ template, values });
});

test.each(["/files/report.xml", "/files/reportxjson", "/pair/one", "/aab(c)/1"])("does not match %s", (path) => {
  expect(matchPath(catalogue, path)).toEqual([]);
});

test.each(catalogue.operations)("responds to $path from the stub and MSW", async (operation) => {
  const { path } = requestFor(operation, operation.scenarios[0]!)!;

  const fromStub = await createFetchStub({ baseUrl, catalogue })(baseUrl + path);
  const fromMsw = await fetch(baseUrl + path);

  expect(await fromStub.json()).toEqual({ path: operation.path });
  expect(await fromMsw.json()).toEqual({ path: operation.path });
});
