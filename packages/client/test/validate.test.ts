import { type BodyPlace, createClient, type ViolationsEvent } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, startScript, text } from "./start-script.ts";

const { id } = documented;
const violation = { pointer: "/team/logo", rule: "type", message: "must be string or null" };
const validate = () => [violation];

test("passes each declared JSON body to validate, and where it is from", async () => {
  const asked: [unknown, BodyPlace][] = [];
  const { baseUrl } = await startScript(answer(503, { statusCode: 503 }), answer(200, documented));
  const spy = (body: unknown, place: BodyPlace): [] => {
    asked.push([body, place]);
    return [];
  };

  await createClient({ token: "any", baseUrl, validate: spy }).getIntegration(id);

  const place = { method: "GET", path: "/integrations/{id}", contentType: "application/json" };
  expect(asked).toEqual([
    [{ statusCode: 503 }, { ...place, status: 503 }],
    [documented, { ...place, status: 200 }],
  ]);
});

test("returns the body, and reports its violations", async () => {
  const events: ViolationsEvent[] = [];
  const { baseUrl } = await startScript(answer(200, documented, { "x-request-id": "r-1" }));
  const onViolations = (event: ViolationsEvent): void => void events.push(event);
  const client = createClient({ token: "any", baseUrl, validate, onViolations });

  expect(await client.getIntegration(id)).toEqual(documented);
  expect(events).toEqual([
    {
      method: "GET",
      url: `${baseUrl}/integrations/${id}`,
      attempt: 1,
      status: 200,
      requestId: "r-1",
      elapsedMs: expect.any(Number),
      violations: [violation],
    },
  ]);
});

test("rejects a success that breaks the contract with strict", async () => {
  const { baseUrl } = await startScript(answer(200, documented));
  const client = createClient({ token: "any", baseUrl, validate, strict: true });

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({
    ok: false,
    error: {
      name: "MalformedResponseError",
      message: `GET ${baseUrl}/integrations/${id} failed: the body breaks the contract: /team/logo (type)`,
      status: 200,
      attempts: 1,
      violations: [violation],
    },
  });
});

test("rejects it from a method of the contract too", async () => {
  const { baseUrl } = await startScript(answer(200, documented));
  const client = createClient({ token: "any", baseUrl, validate, strict: true });

  const call = client.GET("/integrations/{id}", { params: { path: { id } } });

  await expect(call).rejects.toMatchObject({ name: "MalformedResponseError", violations: [violation] });
});

test("keeps the class of an error whose body breaks the contract with strict", async () => {
  const events: ViolationsEvent[] = [];
  const { baseUrl } = await startScript(answer(404));
  const onViolations = (event: ViolationsEvent): void => void events.push(event);
  const client = createClient({ token: "any", baseUrl, validate, strict: true, onViolations });

  await expect(client.getIntegration(id)).rejects.toMatchObject({ name: "NotFoundError" });
  expect(events).toMatchObject([{ status: 404, violations: [violation] }]);
});

test("lists at most ten violations in a message, each on one line", async () => {
  const { baseUrl } = await startScript(answer(200, documented));
  const many = Array.from({ length: 12 }, (_, index) => ({ ...violation, pointer: index === 0 ? "" : `/a\n${index}` }));
  const client = createClient({ token: "any", baseUrl, validate: () => many, strict: true });

  const result = await client.tryGetIntegration(id);

  const message = result.ok ? "" : result.error.message;
  expect(message).toMatch(/: the body \(type\), \/a 1 \(type\), .*, \/a 9 \(type\) and 2 more$/);
});

test.each([
  ["a status that the contract does not declare", answer(418, documented)],
  ["HTML", text(200, "<html>", "text/html")],
  ["broken JSON", text(200, "{", "application/json")],
])("does not validate %s", async (_, step) => {
  const { baseUrl } = await startScript(step);
  const client = createClient({
    token: "any",
    baseUrl,
    validate: () => {
      throw new Error("validated");
    },
  });

  await expect(client.getIntegration(id)).rejects.not.toMatchObject({ name: "ArgumentError" });
});

test("does not validate a path that the contract does not have", async () => {
  const { baseUrl } = await startScript(answer(200, documented));
  const client = createClient({ token: "any", baseUrl, validate, strict: true });
  const call = Reflect.get(client, "GET") as (path: string) => Promise<{ data?: unknown }>;

  expect(await call("/teams")).toMatchObject({ data: documented });
});

test("keeps the token out of violations", async () => {
  const token = "tok-0123456789";
  const { baseUrl } = await startScript(answer(200, documented));
  const echo = () => [{ ...violation, pointer: `/config/${token}` }];

  const result = await createClient({ token, baseUrl, validate: echo, strict: true }).tryGetIntegration(id);

  expect(JSON.stringify(result)).toContain("/config/[redacted]");
  expect(JSON.stringify(result)).not.toContain(token);
});

test("keeps a token out of pointers in which it is escaped", async () => {
  const token = "tok/0123~456789";
  const { baseUrl } = await startScript(answer(200, documented));
  const echo = () => [{ ...violation, pointer: "/config/tok~10123~0456789" }];

  const result = await createClient({ token, baseUrl, validate: echo, strict: true }).tryGetIntegration(id);

  expect(JSON.stringify(result)).toContain("/config/[redacted]");
});

test.each([
  [
    "throws",
    () => {
      throw new RangeError("GET /x is not in the contract.");
    },
    "validate threw: GET /x is not in the contract.",
  ],
  [
    "returns something else in a list",
    () => [null],
    'The result of validate is "a list of something else". Return a list of violations.',
  ],
  [
    "returns a promise",
    () => Promise.resolve([]),
    "The result of validate is of type object. Return a list of violations.",
  ],
])("fails with an ArgumentError if validate %s", async (_, wrong, message) => {
  const { baseUrl } = await startScript(answer(200, documented));
  const client = createClient({ token: "any", baseUrl, validate: wrong as () => never });

  await expect(client.getIntegration(id)).rejects.toMatchObject({ name: "ArgumentError", message });
});

test.each([
  [{ validate: "yes" }, 'validate is "yes". Pass a function.'],
  [{ strict: true }, "strict is true. Pass `validate` as well, or leave it out."],
  [{ strict: "yes", validate }, 'strict is "yes". Pass true or false.'],
])("rejects the options %j", (options, message) => {
  expect(() => createClient({ token: "any", ...(options as object) })).toThrow(message);
});
