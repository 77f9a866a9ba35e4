import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as client from "@integrations-api/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, startScript } from "./start-script.ts";

const { id } = documented;
const record = { attempts: 1, elapsedMs: 5, status: 404, body: undefined, requestId: undefined, retryAfter: undefined };
const base = "IntegrationsApiError";
const names = Object.keys(client).filter((name) => /^[A-Z]\w+Error$/.test(name) && name !== base);

function make(from: typeof client, name: string): Error {
  const Made = Reflect.get(from, name) as new (message: string, known: object) => Error;
  return new Made("x", record);
}

/** The errors that a guard or a class recognizes, by name. */
function recognized(from: typeof client, recognizes: (error: Error) => boolean): string[] {
  return names.filter((name) => recognizes(make(from, name)));
}

let copy: typeof client;
let folder: string;
beforeAll(async () => {
  // Two installed versions, jest's registry and `vi.resetModules` all create a second copy.
  folder = await mkdtemp(join(tmpdir(), "client-copy-"));
  const own = fileURLToPath(new URL("..", import.meta.url));
  await cp(own, join(folder, "client"), {
    recursive: true,
    filter: (path) => !/^(node_modules|test)/.test(relative(own, path)),
  });
  await cp(
    fileURLToPath(new URL("../../../node_modules/openapi-fetch", import.meta.url)),
    join(folder, "node_modules/openapi-fetch"),
    { recursive: true },
  );
  copy = await import(pathToFileURL(join(folder, "client/dist/index.js")).href);
});
afterAll(() => rm(folder, { recursive: true }));

test.each(names)("recognizes only a %s, of either copy", (name) => {
  const guard = Reflect.get(client, `is${name}`) as (error: unknown) => boolean;
  const isInstance = (error: Error): boolean => error instanceof Reflect.get(client, name);

  const found = [client, copy].map((from) => [recognized(from, guard), recognized(from, isInstance)]);

  expect(Reflect.get(copy, name)).not.toBe(Reflect.get(client, name));
  expect(found).toEqual([
    [[name], [name]],
    [[name], [name]],
  ]);
});

test("recognizes every error of either copy by the base", () => {
  const isInstance = (error: Error): boolean => error instanceof client.IntegrationsApiError;

  const found = [client, copy].flatMap((from) => [
    recognized(from, client.isIntegrationsApiError),
    recognized(from, isInstance),
  ]);

  expect(found).toEqual([names, names, names, names]);
});

test("recognizes an error that another copy threw", async () => {
  const { baseUrl } = await startScript(answer(404));

  const result = await copy.createClient({ token: "any", baseUrl }).tryGetIntegration(id);

  expect(client.isNotFoundError(result.ok || result.error)).toBe(true);
});

test.each([undefined, null, "NotFoundError", { name: "NotFoundError" }, new Error("x")])(
  "does not recognize %s as any error of the client",
  (value) => {
    const classes = [base, ...names];

    const found = classes.filter(
      (name) => Reflect.get(client, `is${name}`)(value) || value instanceof Reflect.get(client, name),
    );

    expect(found).toEqual([]);
  },
);

test("recognizes the errors of a subclass by its class", () => {
  class MissingKeyError extends client.ArgumentError {}

  expect(new MissingKeyError("x")).toBeInstanceOf(MissingKeyError);
  expect(new MissingKeyError("x")).toBeInstanceOf(client.ArgumentError);
  expect(new client.ArgumentError("x")).not.toBeInstanceOf(MissingKeyError);
});
