import {
  type AnyIntegrationsApiError,
  createClient,
  credentialsOf,
  type Integration,
  isNetworkError,
  isRateLimitError,
  type OAuth2CredentialConfig,
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
      // @ts-expect-error what got no answer has no status
      void error.status;
      expectTypeOf(error.attempts).toBeNumber();
      break;
    default:
      expectTypeOf(error).toBeNever();
  }
});

test("narrows by a guard", () => {
  const caught: unknown = error;

  if (isRateLimitError(caught)) expectTypeOf(caught.retryAfter).toEqualTypeOf<number | undefined>();
  // @ts-expect-error a failed connection has no body
  if (isNetworkError(caught)) void caught.body;
});

test("asks which outcome it is before the data is read", async () => {
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

test("rejects a wrong option", () => {
  // @ts-expect-error it is called timeoutMs
  createClient({ token: "any", timeout: 5 });
  // @ts-expect-error a path needs {id}
  createClient({ token: "any", integrationPath: "/integration" });
});
