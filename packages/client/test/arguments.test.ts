import { type ClientOptions, createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { good, startScript } from "./start-script.ts";

const { id } = documented;

const address = "Pass an http or https address.";
const plain = "Leave out query and fragment.";
const count = "Pass a whole number from 0 to 2147483647.";
const duration = "Pass a whole number from 1 to 2147483647.";
const hook = "Pass a function.";
const path = "Start it with / and use no parameter but {id}.";

test.each<[string, unknown, string, string]>([
  ["baseUrl", "", '""', address],
  ["baseUrl", "/v1", '"/v1"', address],
  ["baseUrl", "ftp://api.example.com", '"ftp://api.example.com"', address],
  ["baseUrl", "xhttp://api.example.com", '"xhttp://api.example.com"', address],
  ["baseUrl", "https://api.example.com?x=1", '"https://api.example.com?x=1"', plain],
  ["baseUrl", "https://api.example.com/?", '"https://api.example.com/?"', plain],
  ["baseUrl", "https://api.example.com/v1#", '"https://api.example.com/v1#"', plain],
  ["baseUrl", null, "null", address],
  ["baseUrl", Object.create(null), "of type object", address],
  ["retries", -1, "-1", count],
  ["retries", 1.5, "1.5", count],
  ["retries", "2", '"2"', count],
  ["retries", Number.NaN, "NaN", count],
  ["retries", Object.create(null), "of type object", count],
  ["timeoutMs", 0, "0", duration],
  ["timeoutMs", Number.POSITIVE_INFINITY, "Infinity", duration],
  ["timeoutMs", 2 ** 31, "2147483648", duration],
  ["timeoutMs", [5], "of type object", duration],
  ["deadlineMs", -5, "-5", duration],
  ["deadlineMs", null, "null", duration],
  ["fetch", "fetch", '"fetch"', hook],
  ["onRequest", true, "true", hook],
  ["onResponse", null, "null", hook],
  ["onRetry", 1, "1", hook],
  ["onError", {}, "of type object", hook],
  ["integrationPath", "/integration", '"/integration"', path],
  ["integrationPath", "integration/{id}", '"integration/{id}"', path],
  ["integrationPath", "/{tenant}/integration/{id}", '"/{tenant}/integration/{id}"', path],
  ["integrationPath", "/integration/{id}/{part}", '"/integration/{id}/{part}"', path],
  ["integrationPath", "/integration/{id}?x=1", '"/integration/{id}?x=1"', path],
  ["integrationPath", "/integration/{id}#x", '"/integration/{id}#x"', path],
])("rejects %s: %j by name and value", (name, value, shown, advice) => {
  const options = { token: "any", [name]: value } as unknown as ClientOptions;
  const message = `${name} is ${shown}. ${advice}`;

  expect(() => createClient(options)).toThrow(expect.objectContaining({ name: "ArgumentError", message }));
});

test("accepts the longest time limits and the most retries", () => {
  const most = 2 ** 31 - 1;

  expect(() =>
    createClient({ token: "any", retries: most, timeoutMs: most, deadlineMs: most, onRetry: undefined }),
  ).not.toThrow();
});

test.each(["Bearer abc", "abc\n", "abc\r\nx-evil: 1", "gehe­im"])("rejects the token %j without showing it", (token) => {
  expect(() => createClient({ token })).toThrow("token is malformed. Pass it without `Bearer`, spaces or line breaks.");
});

test.each(["", " ", "\n"])("says that the token %j is empty", (token) => {
  expect(() => createClient({ token })).toThrow("token is empty. ");
});

test("says what is missing without options", () => {
  expect(() => createClient(undefined as unknown as ClientOptions)).toThrow(
    "token is not a string. Pass the API token.",
  );
});

test.each([
  "https://me:secret@api.example.com",
  "https://me:secret@api.example.com:99999",
  "postgres://me:secret@db/x",
  "me:secret@db",
  new URL("https://me@api.example.com"),
  new URL("https://:secret@api.example.com"),
])("rejects the baseUrl %s without showing its password", (baseUrl) => {
  expect(() => createClient({ token: "any", baseUrl: baseUrl as string })).toThrow(
    "baseUrl contains a user name or password. Leave them out.",
  );
});

test.each([1_234_567_890_123_456, { secret: 1 }, null])("rejects the token %s without showing it", (token) => {
  expect(() => createClient({ token: token as unknown as string })).toThrow(
    "token is not a string. Pass the API token.",
  );
});

test("accepts a baseUrl with React Native's older URL", () => {
  class NativeUrl extends URL {
    override get username(): string {
      throw new Error("not implemented");
    }
    override get password(): string {
      throw new Error("not implemented");
    }
  }
  const original = globalThis.URL;
  globalThis.URL = NativeUrl;

  expect(() => createClient({ token: "any", baseUrl: "https://api.example.com" })).not.toThrow();
  globalThis.URL = original;
});

test.each(["", ".", "..", "zendesk", `${id}/..`, `urn:uuid:${id}`, [id], undefined, null])(
  "sends nothing for the id %j",
  async (wrong) => {
    const { baseUrl, requests } = await startScript(good);
    const client = createClient({ token: "any", baseUrl });
    const asked = wrong as string;

    const calls = [
      client.getIntegration(asked),
      client.GET("/integrations/{id}", { params: { path: { id: asked } } }),
      client.tryGetIntegration(asked).then((result) => Promise.reject(result.ok ? result : result.error)),
    ];

    for (const call of calls) await expect(call).rejects.toMatchObject({ name: "ArgumentError", attempts: 0 });
    expect(requests).toEqual([]);
  },
);

test("sends nothing for an environmentId that is not a uuid", async () => {
  const { baseUrl, requests } = await startScript(good);
  const call = createClient({ token: "any", baseUrl }).getIntegration(id, { environmentId: "production" });

  await expect(call).rejects.toThrow('environmentId is "production". Pass a uuid.');
  expect(requests).toEqual([]);
});

test("rejects what is not a signal, in every way to call", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({ token: "any", baseUrl });
  const signal = "stop" as unknown as AbortSignal;

  const calls = [
    client.getIntegration(id, { signal }),
    client.GET("/integrations/{id}", { params: { path: { id } }, signal }),
    client.tryGetIntegration(id, { signal }).then((result) => Promise.reject(result.ok ? result : result.error)),
  ];

  for (const call of calls) await expect(call).rejects.toMatchObject({ name: "ArgumentError", attempts: 0 });
  expect(requests).toEqual([]);
});

test("sends nothing for an environment_id of client.GET that is not a uuid", async () => {
  const { baseUrl, requests } = await startScript(good);
  const query = { environment_id: "production" };

  const call = createClient({ token: "any", baseUrl }).GET("/integrations/{id}", { params: { path: { id }, query } });

  await expect(call).rejects.toThrow('environment_id is "production". Pass a uuid.');
  expect(requests).toEqual([]);
});
