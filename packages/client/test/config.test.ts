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

test.each([{}, { credentials: {} }])("lists nothing for %j", (config) => {
  expect(credentialsOf(config)).toEqual([]);
});

test("accepts a map with a key called format", () => {
  expect(credentialsOf({ credentials: { format: { format: "oauth2" } } })).toEqual([{ format: "oauth2" }]);
});

test("lists the single step of an action, or several", () => {
  const { validation, post_install: postInstall } = everything.actions!;

  expect(stepsOf(validation!)).toEqual([validation]);
  expect(stepsOf(postInstall!)).toEqual(Object(postInstall).steps);
});

test.each([null, undefined])("lists no step of %s", (action) => {
  expect(stepsOf(action as never)).toEqual([]);
});
