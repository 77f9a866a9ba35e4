import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Body {
  id: string;
  sharing: string;
  installed_environment: string[];
}

const contract = parse(await readFile(new URL("../dist/openapi.yaml", import.meta.url), "utf8"));
const { examples: found } = contract.components.responses.IntegrationFound.content["application/json"];
const bodies = Object.keys(found).map((name) => ({ name, body: contract.components.examples[name].value as Body }));

test("shows every sharing policy", () => {
  const shown = bodies.map(({ body }) => body.sharing).toSorted();

  expect([...new Set(shown)]).toEqual(contract.components.schemas.SharingPolicy.enum.toSorted());
});

test("shows an integration that is installed nowhere and one that is installed twice", () => {
  const counts = new Set(bodies.map(({ body }) => body.installed_environment.length));

  expect(counts.has(0) && counts.has(2)).toBe(true);
});

test("gives the 429 headers that agree with each other", () => {
  const { "x-scenario": scenario, value } = contract.components.examples["rate-limited"];

  expect(scenario.headers).toEqual({
    "ratelimit-limit": "500;w=10",
    "ratelimit-remaining": 0,
    "ratelimit-reset": 10,
    "retry-after": 10,
  });
  expect(value.message).toContain("500 requests in 10 seconds");
});

test("requests an integration and an environment that go together", () => {
  const { IntegrationId, EnvironmentId } = contract.components.parameters;
  const requested = bodies.find(({ body }) => body.id === IntegrationId.example);

  expect(requested).toBe(bodies[0]);
  expect(requested?.body.installed_environment).toEqual([EnvironmentId.example]);
});

test("names everything that was inferred in the description of the API", () => {
  const inferred: string[] = [];
  JSON.stringify(contract.components, function (this: unknown, key, value) {
    if (value?.["x-inferred"]) inferred.push(value.name ?? key);
    return value;
  });

  expect(inferred.filter((name) => !contract.info.description.includes(`\`${name}\``))).toEqual([]);
  expect(inferred.length).toBeGreaterThan(0);
});
