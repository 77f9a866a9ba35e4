import {
  type AnyIntegrationsApiError,
  createClient,
  type Credential,
  credentialsOf,
  type ErrorBody,
  type Integration,
  IntegrationsApiError,
  isNetworkError,
  isRateLimitError,
  type NetworkError,
  NotFoundError,
  type OAuth2CredentialConfig,
  type RateLimitError,
  type ResourceMethod,
  stepsOf,
} from "@integrations-api/client";
import { expectTypeOf, test } from "vitest";

declare const error: AnyIntegrationsApiError;
declare const integration: Integration;

test("covers every error by its name in a switch", () => {
  switch (error.name) {
    case "BadRequestError":
    case "UnauthorizedError":
    case "ForbiddenError":
    case "NotFoundError":
    case "RateLimitError":
    case "ServerError":
    case "UnexpectedStatusError":
    case "MalformedResponseError":
      expectTypeOf(error.status).toBeNumber();
      expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
      break;
    case "NetworkError":
    case "TimeoutError":
    case "DeadlineError":
    case "AbortError":
    case "ArgumentError":
      expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
      expectTypeOf(error.attempts).toBeNumber();
      break;
    default:
      expectTypeOf(error).toBeNever();
  }
});

test("narrows by a guard", () => {
  const caught: unknown = error;

  if (isRateLimitError(caught)) expectTypeOf(caught.retryAfter).toEqualTypeOf<number | undefined>();
  if (isNetworkError(caught)) expectTypeOf(caught).toEqualTypeOf<NetworkError>();
});

test("narrows by instanceof, and the base class to the union", () => {
  const caught: unknown = error;

  if (caught instanceof NotFoundError) expectTypeOf(caught).toEqualTypeOf<NotFoundError>();
  if (!(caught instanceof IntegrationsApiError)) return;
  expectTypeOf(caught).toEqualTypeOf<AnyIntegrationsApiError>();
  if (caught.name === "RateLimitError") expectTypeOf(caught).toEqualTypeOf<RateLimitError>();
});

test("has the properties of a response on every error", () => {
  expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
  expectTypeOf(error.body).toEqualTypeOf<ErrorBody | undefined>();
  expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
});

test("requires a check of the outcome before the data is read", async () => {
  const result = await createClient({ token: "any" }).tryGetIntegration(integration.id);

  // @ts-expect-error it may have failed
  void result.data;
  if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Integration>();
  else expectTypeOf(result.error).toEqualTypeOf<AnyIntegrationsApiError>();
});

test("narrows credentials and steps once they are a list", () => {
  for (const credential of credentialsOf(integration.config)) {
    if (credential.format === "oauth2")
      expectTypeOf(credential.config).toEqualTypeOf<OAuth2CredentialConfig | undefined>();
  }
  for (const action of Object.values(integration.config.actions ?? {})) {
    for (const step of stepsOf(action))
      if (step.type === "request") expectTypeOf(step.config).toEqualTypeOf<ResourceMethod>();
  }
});

test("rejects an invalid option", () => {
  // @ts-expect-error it is called timeoutMs
  createClient({ token: "any", timeout: 5 });
  // @ts-expect-error a path needs {id}
  createClient({ token: "any", integrationPath: "/integration" });
  // @ts-expect-error it is called timeoutMs
  void createClient({ token: "any" }).getIntegration(integration.id, { timeout: 5 });
  // @ts-expect-error headers are strings
  void createClient({ token: "any" }).getIntegration(integration.id, { headers: { "x-a": 1 } });
  // @ts-expect-error retries is a number
  void createClient({ token: "any" }).GET("/integrations/{id}", { params: { path: { id: "" } }, retries: "2" });
});

test("accepts undefined for every optional option", () => {
  const unset: undefined = undefined;
  const hooks = { onRequest: unset, onResponse: unset, onRetry: unset, onError: unset };
  const time = { retries: unset, timeoutMs: unset, deadlineMs: unset };
  const client = createClient({
    token: "any",
    baseUrl: unset,
    fetch: unset,
    headers: unset,
    integrationPath: unset,
    ...hooks,
    ...time,
  });
  const call = { signal: unset, timeoutMs: unset, retries: unset };

  void client.getIntegration(integration.id, { environmentId: unset, headers: unset, ...call });
  void client.GET("/integrations/{id}", { params: { path: { id: integration.id } }, fetch: unset, ...call });
});

test("allows values that the contract does not know", () => {
  const labelOf = (credential: Credential): string => {
    switch (credential.format) {
      case "api_key":
        return "API key";
      case "oauth2":
      case "oauth2_client_credentials":
      case "oauth":
      case "keka_oauth":
        return "OAuth";
      default: {
        const unknown: { format: string } = credential;
        return unknown.format;
      }
    }
  };

  expectTypeOf(labelOf).returns.toBeString();
});
