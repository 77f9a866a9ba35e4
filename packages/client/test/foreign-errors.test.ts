import { inspect } from "node:util";
import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";

const { id } = documented;
const token = "tok-3f9c0e";

async function causeOf(thrown: unknown): Promise<Error> {
  const client = createClient({ token, fetch: () => Promise.reject(thrown), retries: 0 });
  const error: unknown = await client.getIntegration(id).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "NetworkError", attempts: 1 });
  return Object(error).cause;
}

test("reads only name, message, code and causes of a thrown value", async () => {
  const read = new Set<string>();
  const watch = (target: object): object =>
    new Proxy(target, {
      get(from, key, receiver) {
        if (typeof key === "string") read.add(key);
        return Reflect.get(from, key, receiver);
      },
      ownKeys: () => expect.unreachable("the keys of a foreign object are listed"),
    });

  await causeOf(watch(Object.assign(new Error("down"), { code: "EPIPE", graph: {}, errors: [] })));

  expect([...read].toSorted()).toEqual(["cause", "code", "message", "name"]);
});

test("keeps the code of the cause, and shows it in the message", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  const fetch = (): Promise<Response> => Promise.reject(new TypeError("fetch failed", { cause: refused }));

  const result = await createClient({ token, fetch, retries: 0 }).tryGetIntegration(id);

  expect(result).toMatchObject({
    error: {
      message: expect.stringMatching(/ failed: connection failed \(ECONNREFUSED\)$/),
      cause: { name: "TypeError", message: "fetch failed", cause: { code: "ECONNREFUSED" } },
    },
  });
});

test.each([
  ["a message", () => new Error(`${token} was refused`)],
  ["a name", () => Object.assign(new Error("refused"), { name: token })],
  ["a code", () => Object.assign(new Error("refused"), { code: token })],
  ["a cause", () => new Error("refused", { cause: new AggregateError([new Error(token)], "refused") })],
  ["a Map", () => Object.assign(new Error("refused"), { sent: new Map([["authorization", token]]) })],
  ["a Headers object", () => Object.assign(new Error("refused"), { headers: new Headers({ authorization: token }) })],
  [
    "a request",
    () => Object.assign(new Error("refused"), { request: new Request("http://a", { headers: { token } }) }),
  ],
  ["a string", () => `${token} was refused`],
  ["an object", () => ({ token })],
])("keeps the token out of an error that has it in %s", async (_, thrown) => {
  const cause = await causeOf(thrown());

  expect(inspect(cause, { depth: 20, showHidden: true }) + JSON.stringify(cause) + cause.stack).not.toContain(token);
});

test.each([
  [
    "a proxy that throws",
    new Proxy(new Error("down"), { get: () => expect.unreachable(), has: () => expect.unreachable() }),
  ],
  ["a getter that throws", Object.defineProperty(new Error("down"), "code", { get: () => expect.unreachable("seen") })],
  ["a cause that is itself", Object.defineProperty(new Error("down"), "cause", { get: () => new Error("down") })],
  ["a message that is an object", Object.assign(new Error(), { message: { toString: () => expect.unreachable() } })],
  ["nothing", undefined],
  ["null", null],
  ["a symbol", Symbol("down")],
  ["an object without a prototype", Object.create(null)],
])("ends in one NetworkError for %s", async (_, thrown) => {
  expect(await causeOf(thrown)).toBeInstanceOf(Error);
});

test("copies the code of the innermost cause to its parents", async () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });

  expect(await causeOf(new TypeError("fetch failed", { cause: refused }))).toMatchObject({ code: "ECONNREFUSED" });
});

test("shows the message of a DOMException, not its numeric code", async () => {
  const thrown = new DOMException("The operation timed out", "TimeoutError");
  const fetch = (): Promise<Response> => Promise.reject(thrown);

  const result = await createClient({ token, fetch, retries: 0 }).tryGetIntegration(id);

  const message = expect.stringMatching(/connection failed \(The operation timed out\)$/);
  expect(result).toMatchObject({ error: { message, cause: { name: "TimeoutError" } } });
  expect(result.ok || result.error.cause).not.toHaveProperty("code");
});

test("reduces a fetch error to one line", async () => {
  const fetch = (): Promise<Response> => Promise.reject(new Error("first\nsecond\u0085\u001b[31m"));

  const result = await createClient({ token, fetch, retries: 0 }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { message: expect.stringMatching(/\(first second \[31m\)$/) } });
});

test("ignores a cause that is null", async () => {
  expect(await causeOf(new Error("down", { cause: null }))).not.toHaveProperty("cause");
});

test.each<[unknown, object]>([
  ["down", { name: "Error", message: "down" }],
  [5, { name: "Error", message: "5" }],
  [undefined, { name: "Error", message: "" }],
  [{ message: { deep: true } }, { name: "Error", message: "" }],
  [
    { name: "Lost", message: "down", code: "EPIPE" },
    { name: "Lost", message: "down", code: "EPIPE" },
  ],
])("describes the thrown value %j as an error", async (thrown, expected) => {
  const cause = await causeOf(thrown);

  const { name, message } = cause;
  expect({ ...cause, name, message }).toEqual(expected);
  expect(cause).not.toHaveProperty("cause");
});

test("describes a thrown error by name and message in its stack", async () => {
  expect((await causeOf(new RangeError("too far"))).stack).toBe("RangeError: too far");
});

test("shortens a thrown message and a chain of causes", async () => {
  const endless = new Error("x".repeat(3000));
  endless.cause = endless;

  const cause = await causeOf(endless);

  const messages: string[] = [];
  for (let next: unknown = cause; next instanceof Error; next = next.cause) messages.push(next.message);
  expect(messages).toEqual(Array(6).fill("x".repeat(2000)));
});
