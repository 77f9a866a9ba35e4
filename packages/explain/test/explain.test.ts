import { redact } from "@integrations-api/client";
import { createExplainer, explain, type Explanation } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { isJson, type Json } from "../src/json.ts";
import { changed } from "./change.ts";
import { bodyOf, contract, shown } from "./contract.ts";
import { createRandom, mutate } from "./mutate.ts";

const documented = bodyOf("documented");

function at(body: unknown, pointer: string): Explanation | undefined {
  return explain(body).find((one) => one.pointer === pointer);
}

test("lists every value of a body once, each before its members", () => {
  const pointers = explain({ id: 1, team: { "a/b": [true] } })
    .filter(({ isMissing }) => !isMissing)
    .map(({ pointer }) => pointer);

  expect(pointers).toEqual(["", "/id", "/team", "/team/a~1b", "/team/a~1b/0"]);
});

test.each([
  ["the body itself", "", { type: "Integration", schema: "Integration", anchor: "Integration" }],
  ["a property", "/sharing", { schema: "Integration", key: "sharing", anchor: "Integration.sharing" }],
  ["an object with a schema of its own", "/team", { schema: "Integration", key: "team", type: "Team" }],
  ["a property of that", "/team/domain", { schema: "Team", key: "domain", anchor: "Team.domain" }],
  ["an item", "/installed_environment/0", { schema: "Integration", key: "installed_environment" }],
  ["an entry of a map", "/config/query/search", { schema: "IntegrationConfig", key: "query" }],
  ["the member of a union", "/config/credentials/oauth2", { type: "OAuth2Credential" }],
  ["a property of the member", "/config/pagination/config/page_key", { anchor: "PagePaginationConfig.page_key" }],
  ["a value within any JSON", "/config/resources/orders/create/body/items", { anchor: "ResourceMethod.body" }],
])("names %s", (_, pointer, expected) => {
  expect(at(documented, pointer)).toMatchObject(expected);
});

test("says in a sentence what a value is for", () => {
  expect(at(documented, "/category")?.meaning).toBe("The kind of product.");
});

test.each(shown)("says it for every value of $name that the contract declares", ({ body, place }) => {
  const { explain: explainAll, walk } = createExplainer(contract);
  const declared = walk(body, place).filter(({ schemas }) => schemas.length > 0);
  const explained = new Map(explainAll(body, place).map((one) => [one.pointer, one.meaning]));

  expect(declared.filter(({ pointer }) => explained.get(pointer) === undefined)).toEqual([]);
});

test("marks texts with a placeholder as templates", () => {
  const { "/config/query/search": search, "/config/label": label } = Object.fromEntries(
    explain(documented).map((one) => [one.pointer, one.isTemplate]),
  );

  expect([search, label]).toEqual([true, false]);
});

test("marks the same values as secret as the client's redact", () => {
  const random = createRandom(7);
  const bodies = shown.map(({ body }) => body);
  const integrations = shown.filter(({ place }) => place.status === 200).map(({ body }) => body);
  const mutated = integrations.flatMap((body) => Array.from({ length: 30 }, () => mutate(body, bodies, random).body));

  for (const body of [...integrations, ...mutated]) {
    const secret = explain(body).filter(({ isSecret }) => isSecret);
    const pointers = new Set(secret.map(({ pointer }) => pointer));
    const outermost = [...pointers].filter((one) => !pointers.has(one.slice(0, one.lastIndexOf("/"))));
    expect(outermost).toEqual(redactedIn(redact(body as never), body));
  }
});

/** The pointers of what differs. */
function redactedIn(copy: unknown, body: unknown, pointer = ""): string[] {
  if (copy === "[redacted]" && body !== copy) return [pointer];
  if (!isJson(body)) return [];
  return Object.keys(body).flatMap((key) =>
    redactedIn((copy as Json)[key], body[key], `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}

test.each([
  [
    "whatever the format of its credential",
    "/config/credentials",
    { format: "new", config: { client: { secret: "s" } } },
  ],
  ["without a format", "/config/credentials", { config: { client: { secret: "s" } } }],
  ["in other letters", "/config/headers", { AUTHORIZATION: "Bearer s" }],
  ["of the wrong type", "/config/webhook/signature_verification/config", { secret: { value: ["s"] } }],
])("finds a secret %s", (_, pointer, value) => {
  const secret = explain(changed(documented, { pointer, value })).filter(({ isSecret }) => isSecret);

  expect(secret.map((one) => one.pointer)).toContainEqual(expect.stringMatching(/secret|AUTHORIZATION/));
});

test.each([
  ["a list of credentials", "/config/credentials", [{ format: "oauth2", config: { client: { secret: "s" } } }]],
  ["a list of clients", "/config/credentials/oauth2/config/client", [{ secret: "s" }]],
  ["a list of authorizations", "/config/authorization", [{ format: "bearer", config: { token: "s" } }]],
  ["a list of headers", "/config/headers", [{ Authorization: "s" }]],
  ["a webhook in a list", "/config/webhook", [{ signature_verification: { config: { secret: "s" } } }]],
])("finds the secret in %s, and calls it unknown", (_, pointer, value) => {
  const body = changed(documented, { pointer, value });
  const found = explain(body).filter((one) => one.pointer.startsWith(`${pointer}/0`));

  expect(found.every(({ isUnknown }) => isUnknown)).toBe(true);
  expect(found.filter(({ isSecret }) => isSecret)).toHaveLength(1);
  expect(JSON.stringify(redact(body as never))).not.toContain('"s"');
});

test("calls a key unknown that no member of an undecided union declares", () => {
  const body = changed(documented, { pointer: "/config/credentials", value: { x: { config: { token: "t" } } } });

  expect(at(body, "/config/credentials/x/config/token")?.isUnknown).toBe(true);
});

test("does not take a template for a secret", () => {
  const pointer = "/config/authorization/config/token";

  const [template, token, half] = ["{{oauth.token}}", "tok-1", "Bearer {{oauth.token}}"].map((value) =>
    at(changed(documented, { pointer, value }), pointer),
  );

  expect([template?.isSecret, token?.isSecret, half?.isSecret]).toEqual([false, true, true]);
});

test("marks an unknown key and all below it, without a meaning", () => {
  const body = changed(documented, { pointer: "/team/plan", value: { name: "pro", seats: [1] } });

  const unknown = explain(body).filter(({ isUnknown }) => isUnknown);

  expect(unknown.map(({ pointer }) => pointer)).toEqual([
    "/team/plan",
    "/team/plan/name",
    "/team/plan/seats",
    "/team/plan/seats/0",
  ]);
  expect(unknown.every(({ meaning, anchor }) => meaning === undefined && anchor === undefined)).toBe(true);
});

test("lists a required value that is missing, with its meaning", () => {
  const body = changed(documented, { pointer: "/team/domain" });

  expect(explain(body).filter(({ isMissing }) => isMissing)).toEqual([
    expect.objectContaining({
      pointer: "/team/domain",
      anchor: "Team.domain",
      meaning: expect.any(String),
      violation: { pointer: "/team/domain", rule: "required", message: "is missing", anchor: "Team.domain" },
    }),
  ]);
});

test.each([
  ["/sharing", "public", "enum", "must be one of allow, ask, deny"],
  ["/created_at", "2024-01-01 00:00:00", "format", "must match the format date-time"],
  ["/team/logo", 5, "type", "must be string or null"],
  ["/name", "", "minLength", "must have at least 1 characters"],
])("names the rule that %s breaks", (pointer, value, rule, message) => {
  expect(at(changed(documented, { pointer, value }), pointer)?.violation).toMatchObject({ pointer, rule, message });
});

test("repeats no value of a body", () => {
  const marked = JSON.stringify(bodyOf("everything-filled"), (key, value) => {
    if (Array.isArray(value) || ["format", "type", "unknown_key"].includes(key)) return value;
    return isJson(value) ? { ...value, unknown_key: { also: 0 } } : "marked-value";
  });

  const explained = JSON.stringify(explain(JSON.parse(marked)));

  expect(explained).toContain("unknown_key/also");
  expect(explained).not.toContain("marked-value");
});

test("explains a body that is nested deeply", () => {
  const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);

  expect(explain({ config: { required_headers: deep } })).toHaveLength(20_002 + 10);
});

test("describes every schema of the contract by its name", () => {
  const names = Object.keys((contract["components"] as { schemas: object }).schemas);

  for (const schema of names)
    expect(explain({}, { schema: schema as "Team" })[0]).toMatchObject({ schema, pointer: "" });
});
