import { fileURLToPath } from "node:url";
import * as client from "@integrations-api/client";
import ts from "typescript";
import { expect, test } from "vitest";

/** What other people's code relies on: a change here is a change for them. */
const values = [
  "AbortError ArgumentError BadRequestError DeadlineError ForbiddenError IntegrationsApiError MalformedResponseError",
  "NetworkError NotFoundError RateLimitError ServerError TimeoutError UnauthorizedError UnexpectedStatusError",
  "createClient credentialsOf redact stepsOf",
  "isAbortError isArgumentError isBadRequestError isDeadlineError isForbiddenError isIntegrationsApiError",
  "isMalformedResponseError isNetworkError isNotFoundError isRateLimitError isServerError isTimeoutError",
  "isUnauthorizedError isUnexpectedStatusError",
];
const members = {
  ClientOptions:
    "baseUrl deadlineMs fetch headers integrationPath onError onRequest onResponse onRetry retries timeoutMs token",
  FetchInit: "body headers method signal",
  CallOptions: "retries signal timeoutMs",
  GetIntegrationOptions: "environmentId headers retries signal timeoutMs",
  IntegrationsClient: "GET getIntegration tryGetIntegration",
  RateLimitError: "attempts body cause elapsedMs message name requestId retryAfter stack status toJSON",
  NetworkError: "attempts body cause elapsedMs message name requestId retryAfter stack status toJSON",
};

const declarations = fileURLToPath(new URL("../dist/index.d.ts", import.meta.url));
const program = ts.createProgram([declarations], {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(declarations)!)!);

test("exports these values and no others", () => {
  expect(Object.keys(client).toSorted()).toEqual(values.join(" ").split(" ").toSorted());
});

test.each(Object.entries(members))("keeps the members of %s", (name, expected) => {
  expect(membersOf(name)).toBe(expected);
});

test("gives each error the name of its class", () => {
  const classes = Object.entries(client).filter(([name]) => name.endsWith("Error") && !name.startsWith("is"));

  expect(classes.map(([, { prototype }]) => (prototype as Error).name)).toEqual(classes.map(([name]) => name));
  expect(classes).toHaveLength(14);
});

function membersOf(name: string): string {
  const found = exported.find((symbol) => symbol.name === name)!;
  const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .map((member) => member.name)
    .toSorted()
    .join(" ");
}
