import {
  type CatalogueOperation,
  readCatalogue,
  requestFor,
  sampleParts,
  sampleRequest,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

/** The one operation of a contract. */
function operationOf(operation: object, path = "/things"): CatalogueOperation {
  const securitySchemes = { basic: { type: "http", scheme: "basic" }, bearer: { type: "http", scheme: "bearer" } };
  const contract = { paths: { [path]: { post: { responses: {}, ...operation } } }, components: { securitySchemes } };
  return readCatalogue(contract).operations[0]!;
}

test.each<[object, unknown]>([
  [{ example: "a", schema: { example: "b" } }, "a"],
  [{ examples: { first: { value: "a" }, second: { value: "b" } } }, "a"],
  [{ schema: { const: "b" } }, "b"],
  [{ schema: { examples: ["c", "d"], example: "b", default: "e" } }, "c"],
  [{ schema: { example: "d", default: "e" } }, "d"],
  [{ schema: { examples: { first: { value: "c" } }, default: "e" } }, "e"],
  [{ schema: { type: "array", default: ["e", "f"] } }, ["e", "f"]],
  [{ schema: { default: 0, enum: [1] } }, 0],
  [{ schema: { enum: ["f", "g"], type: "string" } }, "f"],
  [{ schema: { type: "string", format: "uuid" } }, "00000000-0000-4000-8000-000000000000"],
  [{ schema: { type: "integer" } }, 1],
  [{ schema: { type: "number" } }, 1],
  [{ schema: { type: "string" } }, "any"],
])("fills a required parameter with %j by %j", (declared, value) => {
  const parameters = [
    { name: "a", in: "query", required: true, ...declared },
    { name: "b", in: "query", example: "left out" },
  ];

  expect(sampleParts(operationOf({ parameters })).query).toEqual({ a: value });
});

test("has a place for each part of a request", () => {
  const parameters = ["path", "query", "header", "cookie"].map((place) => ({
    name: place === "header" ? "X-Own" : place,
    in: place,
    required: true,
    example: `a ${place}`,
  }));
  const content = { "text/csv": {}, "application/json": { example: { a: 1 } } };
  const operation = operationOf({ parameters, requestBody: { content }, security: [{ basic: [] }] }, "/things/{path}");

  const { parts, query, ...request } = sampleRequest(operation);

  expect(parts.token).toBe("any:any");
  expect({ ...request, query: String(query) }).toEqual({
    method: "POST",
    path: "/things/a%20path",
    query: "query=a+query",
    headers: {
      "x-own": "a header",
      cookie: "cookie=a%20cookie",
      authorization: "Basic YW55OmFueQ==",
      "content-type": "application/json",
    },
    body: '{"a":1}',
    triggers: {},
  });
});

test.each([
  ["application/json", { a: 1 }, '{"a":1}'],
  ["application/json", "text", '"text"'],
  ["text/plain", "text", "text"],
  ["text/plain", { a: 1 }, '{"a":1}'],
  ["application/x-www-form-urlencoded", { a: "b c", d: 1 }, "a=b+c&d=1"],
])("writes a body of type %s for %j", (contentType, example, body) => {
  const operation = operationOf({ requestBody: { content: { [contentType]: { example } } } });

  expect(sampleRequest(operation)).toMatchObject({ headers: { "content-type": contentType }, body });
});

test("sends a reserved token of Basic authentication for both name and password", () => {
  const examples = { expired: { value: {}, "x-scenario": { token: "old:old" } } };
  const responses = { 403: { content: { "application/json": { examples } } } };
  const operation = operationOf({ security: [{ basic: [] }], responses });
  const [scenario] = operation.scenarios;

  expect(requestFor(operation, scenario!)?.headers).toEqual({ authorization: `Basic ${btoa("old:old")}` });
});

test.each([
  [{ style: "form" }, [1, 2], "p=1&p=2"],
  [{ explode: false }, [1, 2], "p=1,2"],
  [{ style: "pipeDelimited", explode: false }, [1, 2], "p=1|2"],
  [{ style: "spaceDelimited", explode: false }, [1, 2], "p=1 2"],
  [{ style: "form" }, { x: 1, y: 2 }, "x=1&y=2"],
  [{ explode: false }, { x: 1, y: 2 }, "p=x,1,y,2"],
  [{ style: "deepObject" }, { x: 1, y: 2 }, "p[x]=1&p[y]=2"],
  [{ style: "form" }, "a", "p=a"],
  [{ schema: { enum: [null] } }, null, "p=null"],
  [{ content: { "application/json": { example: { x: 1 } } } }, undefined, 'p={"x":1}'],
  [{ content: { "text/plain": { example: "x" } } }, undefined, "p=x"],
])("writes a query with %j of %j as %s", (written, example, query) => {
  const operation = operationOf({ parameters: [{ name: "p", in: "query", required: true, example, ...written }] });

  const pairs = [...sampleRequest(operation).query].map(([name, value]) => `${name}=${value}`);

  expect(pairs.join("&")).toBe(query);
});

test.each([
  [{}, [1, 2], "1,2"],
  [{}, { x: 1, y: 2 }, "x,1,y,2"],
  [{ explode: true }, { x: 1, y: 2 }, "x=1,y=2"],
  [{ style: "label" }, 7, ".7"],
  [{ style: "label" }, [1, 2], ".1,2"],
  [{ style: "label", explode: true }, [1, 2], ".1.2"],
  [{ style: "matrix" }, 7, ";p=7"],
  [{ style: "matrix" }, [1, 2], ";p=1,2"],
  [{ style: "matrix", explode: true }, [1, 2], ";p=1;p=2"],
])("writes a path with %j of %j as %s", (written, example, path) => {
  const parameters = [{ name: "p", in: "path", required: true, example, ...written }];

  expect(decodeURIComponent(sampleRequest(operationOf({ parameters }, "/{p}")).path)).toBe(`/${path}`);
});
