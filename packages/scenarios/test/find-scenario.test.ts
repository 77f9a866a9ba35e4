import {
  catalogue,
  createFetchStub,
  findScenario,
  readCatalogue,
  type ScenarioRequest,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const pathTo = (id: string): string => operation.path.replace(/\{.+?\}/, id);
const known = operation.scenarios.find(({ name }) => name === "beta")!;
const knownId = String(Object(known.body).id);

function choose({ token = "any", ...request }: Partial<ScenarioRequest> & { token?: string }): string | undefined {
  const headers = token === "" ? {} : { authorization: `Bearer ${token}` };
  const query = new URLSearchParams();
  const found = findScenario(catalogue, { method: "GET", path: pathTo(knownId), query, headers, ...request });
  return found && `${found.scenario.status} ${found.scenario.name}`;
}

test("selects the example with the requested id", () => {
  expect(choose({})).toBe("200 beta");
});

test("compares ids without regard to letter case", () => {
  expect(choose({ path: pathTo(knownId.toUpperCase()) })).toBe("200 beta");
});

test("selects the 404 if no example has the id", () => {
  expect(choose({ path: pathTo("11111111-2222-4333-8444-555555555555") })).toBe("404 not-found");
});

test.each([
  ["the default response", { default: { description: "Failed." } }, { status: 404, body: null }],
  [
    "a plain 404",
    {},
    {
      status: 404,
      body: { statusCode: 404, error: "Not Found", message: "The contract has no example for this request." },
    },
  ],
])("answers an unknown id with %s where no 404 is declared", async (_, others, expected) => {
  const parameters = [{ name: "id", in: "query", "x-selects": "/id" }];
  const content = { "application/json": { example: { id: 1 } } };
  const get = { parameters, responses: { 200: { content }, ...others } };

  const response = await createFetchStub({ catalogue: readCatalogue({ paths: { "/things": { get } } }) })(
    "https://api.example.com/things?id=2",
  );

  const text = await response.text();
  expect({ status: response.status, body: text === "" ? null : JSON.parse(text) }).toEqual(expected);
});

test("selects the 401 without a token, whatever the id", () => {
  expect(choose({ token: "", path: pathTo("nonsense") })).toBe("401 unauthorized");
});

test.each(operation.scenarios.filter(({ token }) => token))(
  "selects the scenario of the token $token",
  ({ token, name, status }) => {
    expect(choose({ token: token! })).toBe(`${status} ${name}`);
  },
);

test.each(operation.scenarios.filter(({ path }) => path))(
  "selects $name by its reserved path",
  ({ path, name, status }) => {
    const [reserved] = Object.values(path!);

    expect(choose({ path: pathTo(reserved!) })).toBe(`${status} ${name}`);
  },
);

test.each([pathTo(`${knownId}/more`), "/", "", pathTo(knownId).slice(1)])("finds nothing at %j", (path) => {
  expect(choose({ path })).toBeUndefined();
});

test("finds nothing for a method that the contract does not have", () => {
  expect(choose({ method: "POST" })).toBeUndefined();
});
