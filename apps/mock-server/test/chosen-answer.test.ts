import { expect, test } from "vitest";
import { first, operation, path, useOwnMock } from "./own-mock.ts";
import { startContract } from "./start-contract.ts";

const { ask, mock } = useOwnMock();

test("lists every violation of a request", async () => {
  const { parameters } = operation;
  const query = parameters.find(({ in: place }) => place === "query")!.name;
  const name = parameters.find(({ in: place }) => place === "path")!.name;

  const response = await ask(`${operation.path.replace(/\{.+?\}/, "zendesk")}?${query}=a&${query}=b`);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    details: {
      failures: [
        { in: "path", name, message: 'must match format "uuid"' },
        { in: "query", name: query, message: "must be given once" },
      ],
    },
  });
});

test("refuses a malformed value also where the contract declares no 400", async () => {
  const document = (await (await fetch(`${mock().url}/__mock/openapi.json`)).json()) as { paths: object };
  for (const item of Object.values(document.paths)) delete Object(item).get.responses["400"];
  const { url } = await startContract(document);

  const malformed = operation.path.replace(/\{.+?\}/, "malformed");
  const response = await fetch(url + malformed, { headers: { authorization: "Bearer any" } });

  expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.stringContaining("uuid") });
});

test("looks at the token before the values, and at both whatever Accept says", async () => {
  const malformed = operation.path.replace(/\{.+?\}/, "zendesk");
  const headers = { accept: "text/html" };

  const [noToken, badValue] = [await fetch(mock().url + malformed, { headers }), await ask(malformed, { headers })];

  expect([noToken.status, badValue.status]).toEqual([401, 400]);
});

test("prefers an example whatever Accept says", async () => {
  const other = operation.scenarios.find(({ status, name }) => status === 200 && name !== first.name)!;
  const headers = { accept: "text/csv", prefer: `code=200, example=${other.name}` };

  const response = await ask(path, { headers });

  expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body: other.body });
});

test.each([
  ["CODE=404", 404],
  ['code="404"; example="not-found"', 404],
  ["code=404, code=500", 404],
  ['note="a, code=503"', 200],
  ["wait=10", 200],
])("reads Prefer: %s as its standard has it", async (prefer, status) => {
  expect((await ask(path, { headers: { prefer } })).status).toBe(status);
});

test.each([
  ["code=200, example=nope", "documented"],
  ["code=418", "200, 400, 401"],
])("names the valid values for Prefer: %s", async (prefer, valid) => {
  const response = await ask(path, { headers: { prefer } });

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining(valid) });
});

test.each(["text/csv", "application/json;q=0", "no-media-type", 'application/json; charset="a,b"'])(
  "responds with 406 if the contract does not have what is accepted: %s",
  async (accept) => {
    const response = await ask(path, { headers: { accept } });

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ statusCode: 406 });
  },
);

test.each(["", "*/*;q=0.1", "text/csv, application/*", "no-media-type, application/json", "a/b/c, */*"])(
  "answers where Accept takes what the contract has: %s",
  async (accept) => {
    const { status } = await ask(path, { headers: { accept } });

    expect(status).toBe(200);
  },
);

test("narrows to the asked environment", async () => {
  const { name } = operation.parameters.find(({ narrows }) => narrows)!;
  const own = Object(first.body).installed_environment[0];

  const [installed, elsewhere] = [
    await ask(`${path}?${name}=${own}`),
    await ask(`${path}?${name}=${Object(first.body).id}`),
  ];

  expect(await installed.json()).toEqual({ ...Object(first.body), installed_environment: [own] });
  expect(await elsewhere.json()).toEqual({ ...Object(first.body), installed_environment: [] });
});
