import { redact } from "@integrations-api/client";
import { expect, test } from "vitest";
import { bodyOf, contract, documented } from "./contract.ts";

test("redacts exactly the values that the contract marks", () => {
  const everything = bodyOf("everything-filled");
  const marked = Object.entries<{ properties?: Record<string, object> }>(contract.components.schemas).flatMap(
    ([, { properties = {} }]) => Object.keys(properties).filter((name) => "x-secret" in properties[name]!),
  );

  const changed = changes(everything, redact(everything));

  expect(changed.length).toBeGreaterThan(3);
  expect(changed.filter(({ path, after }) => after !== "[redacted]" || !marked.includes(path.at(-1)!))).toEqual([]);
});

test("keeps a value that is only a template", () => {
  const { config } = redact({
    ...documented,
    config: {
      headers: { authorization: "Bearer abc", "X-Other": "abc" },
      authorization: { format: "bearer", config: { token: "{{oauth.token}}", value: "abc{{oauth.token}}" } },
      credentials: { format: "keka_oauth", config: { client_id: "id", client_secret: "s", api_key: "{{a}} {{b}}" } },
    },
  });

  expect(config).toEqual({
    headers: { authorization: "[redacted]", "X-Other": "abc" },
    authorization: { format: "bearer", config: { token: "{{oauth.token}}", value: "[redacted]" } },
    credentials: {
      format: "keka_oauth",
      config: { client_id: "id", client_secret: "[redacted]", api_key: "[redacted]" },
    },
  });
});

test("keeps lists as lists, and what is missing as missing", () => {
  const { config } = documented;
  const step = (token: unknown) => ({
    type: "request",
    config: { authorization: { config: { token, value: undefined } } },
  });
  const actions = { setup: { steps: [step("abc"), step(["{{a}}"]), step(null), step(undefined)] } };

  const redacted = redact({ ...documented, config: { ...config, actions } } as never);

  const steps = [step("[redacted]"), step("[redacted]"), step(null), step(undefined)];
  expect(redacted.config.actions).toStrictEqual({ setup: { steps } });
});

test("does not change the integration itself", () => {
  const before = structuredClone(documented);
  redact(documented);

  expect(documented).toEqual(before);
});

interface Change {
  path: string[];
  after: unknown;
}

function changes(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (typeof before !== "object" || before === null) return before === after ? [] : [{ path, after }];
  return Object.entries(before).flatMap(([key, value]) => changes(value, Object(after)[key], [...path, key]));
}
