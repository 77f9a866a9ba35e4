import { expect, test } from "vitest";
import { sendWith } from "./send-with.ts";

// The contract declares single statuses with JSON objects today. Any response that it declares is judged like this.
const json = { "content-type": "application/json" };

type Declared = Record<string, string>;

async function outcomeOf(responses: Declared, response: Response): Promise<unknown> {
  const { judged, error } = await sendWith({ fetch: async () => response, retries: 0 }, { responses })("GET", {});
  return error ? `${error.name}: ${error.message.split(" failed: ")[1]}` : judged?.body;
}

test.each<[Declared, number, unknown]>([
  [{ "2XX": "array" }, 201, []],
  [{ "200": "object", "2XX": "array" }, 200, {}],
  [{ "2XX": "array", default: "object" }, 201, []],
  [{ default: "object" }, 202, {}],
  [{ "200": "string" }, 200, "text"],
  [{ "200": "number" }, 200, 5],
  [{ "200": "boolean" }, 200, false],
  [{ "200": "null" }, 200, null],
  [{ "200": "any" }, 200, null],
  [{ "200": "any" }, 200, "text"],
])("accepts under %j a %i with the body %j", async (responses, status, body) => {
  expect(await outcomeOf(responses, Response.json(body, { status }))).toEqual(body);
});

test.each<[Declared, number, string, string]>([
  [{ "2XX": "array" }, 201, "{}", "expected JSON of type array, got object"],
  [{ "2XX": "array", default: "object" }, 201, "{}", "expected JSON of type array, got object"],
  [{ default: "object" }, 202, "null", "expected JSON of type object, got null"],
  [{ "200": "any" }, 200, '{"id": "x', "expected JSON, got broken JSON"],
  [{ "200": "any" }, 200, "", "expected JSON, got an empty body"],
])("rejects under %j a %i with the body %j", async (responses, status, body, why) => {
  const outcome = await outcomeOf(responses, new Response(body, { status, headers: json }));

  expect(outcome).toBe(`MalformedResponseError: ${why}`);
});

test.each<[Declared, number, BodyInit | null, string | undefined]>([
  [{ "200": "none" }, 200, null, undefined],
  [{ "200": "none" }, 200, "<p>Done", "<p>Done"],
  [{ "200": "other" }, 200, "id,name", "id,name"],
  [{ "204": "object" }, 204, null, undefined],
  [{ "205": "object" }, 205, null, undefined],
  [{ "2XX": "object" }, 204, null, undefined],
])("demands no JSON under %j of a %i with the body %j", async (responses, status, body, expected) => {
  expect(await outcomeOf(responses, new Response(body, { status }))).toBe(expected);
});

test.each<[Declared, number, string]>([
  [{ "4XX": "object" }, 404, "NotFoundError: 404"],
  [{ default: "object" }, 404, "NotFoundError: 404"],
  [{ "5XX": "object" }, 404, "UnexpectedStatusError: 404"],
  [{ "4XX": "object" }, 503, "ServerError: 503"],
  [{ "2XX": "object" }, 304, "UnexpectedStatusError: 304"],
])("names under %j the error of a %i", async (responses, status, expected) => {
  expect(await outcomeOf(responses, new Response(null, { status }))).toBe(expected);
});
