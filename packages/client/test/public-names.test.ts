import { fileURLToPath } from "node:url";
import * as client from "@integrations-api/client";
import ts from "typescript";
import { expect, test } from "vitest";
import { contract } from "./contract.ts";

/** Names that users' code relies on: a change here may break it. */
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
    "baseUrl deadlineMs fetch headers integrationPath onError onRequest onResponse onRetry onViolations retries strict timeoutMs token validate",
  FetchInit: "body headers method signal",
  CallOptions: "retries signal timeoutMs",
  GetIntegrationOptions: "environmentId headers retries signal timeoutMs",
  RateLimitError: "attempts body cause elapsedMs message name requestId retryAfter stack status toJSON",
  NetworkError: "attempts body cause elapsedMs message name requestId retryAfter stack status toJSON",
};

const declarations = fileURLToPath(new URL("../dist/index.d.ts", import.meta.url));
const program = ts.createProgram([declarations], {
  module: ts.ModuleKind.NodeNext,
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(declarations)!)!);

test("exports exactly these values", () => {
  expect(Object.keys(client).toSorted()).toEqual(values.join(" ").split(" ").toSorted());
});

test.each(Object.entries(members))("keeps the members of %s", (name, expected) => {
  expect(membersOf(name)).toBe(expected);
});

test("exports a type for each schema, and nothing of the generator's", () => {
  const names = exported.map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(Object.keys(contract.components.schemas)));
  for (const name of ["paths", "components", "operations", "webhooks", "$defs"]) expect(names).not.toContain(name);
});

test.each([
  ["Integration", "config", "IntegrationConfig"],
  ["IntegrationConfig", "credentials", "Credentials | undefined"],
  ["IntegrationConfig", "pagination", "Pagination | null | undefined"],
  ["OAuth2Credential", "config", "OAuth2CredentialConfig | undefined"],
  ["Resource", undefined, "Resource"],
  ["Credential", undefined, "Credential"],
])("shows %s.%s as %s", (name, key, shown) => {
  const type = checker.getDeclaredTypeOfSymbol(symbolOf(name));
  const found = key === undefined ? type : checker.getTypeOfSymbol(type.getProperty(key)!);

  expect(checker.typeToString(found)).toBe(shown);
});

test("shows the result of a call by its name", () => {
  const members = checker.getDeclaredTypeOfSymbol(symbolOf("IntegrationsClient"));
  const [signature] = checker.getTypeOfSymbol(members.getProperty("getIntegration")!).getCallSignatures();

  expect(checker.typeToString(signature!.getReturnType())).toBe("Promise<Integration>");
});

test("gives each error the name of its class", () => {
  const classes = Object.entries(client).filter(([name]) => name.endsWith("Error") && !name.startsWith("is"));

  expect(classes.map(([, { prototype }]) => (prototype as Error).name)).toEqual(classes.map(([name]) => name));
  expect(classes).toHaveLength(14);
});

function symbolOf(name: string): ts.Symbol {
  const found = exported.find((symbol) => symbol.name === name)!;
  return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}

function membersOf(name: string): string {
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbolOf(name)))
    .map((member) => member.name)
    .toSorted()
    .join(" ");
}
