import { credentialsOf, stepsOf } from "@integrations-api/client";
import { expect, test } from "vitest";
import { bodyOf } from "./contract.ts";

const everything = bodyOf("everything-filled").config;
const single = bodyOf("single-api-key").config;

test("lists the one credential", () => {
  expect(credentialsOf(single)).toEqual([single.credentials]);
});

test("lists the credentials of a map", () => {
  expect(credentialsOf(everything)).toEqual(Object.values(everything.credentials!));
  expect(credentialsOf(everything).map(({ format }) => format)).toContain("oauth2");
});

test.each([{}, { credentials: {} }, { credentials: null }])("lists nothing for %j", (config) => {
  expect(credentialsOf(config as object)).toEqual([]);
});

test("accepts a map with a key called format", () => {
  expect(credentialsOf({ credentials: { format: { format: "oauth2" } } })).toEqual([{ format: "oauth2" }]);
});

test("skips what is not a credential in a map", () => {
  const [credential] = credentialsOf(single);
  const credentials = { none: null, text: "x", own: credential, label: { label: "x" }, odd: { format: 5 } };

  expect(credentialsOf({ credentials } as never)).toEqual([credential]);
});

test("lists the single step of an action, or several", () => {
  const { validation, post_install: postInstall } = everything.actions!;

  expect(stepsOf(validation!)).toEqual([validation]);
  expect(stepsOf(postInstall!)).toEqual(Object(postInstall).steps);
});

test.each([null, undefined])("lists no step of %s", (action) => {
  expect(stepsOf(action as never)).toEqual([]);
});
