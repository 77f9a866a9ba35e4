import {
  createClient,
  type ApiKeyCredentialConfig,
  type Authorization,
  type BasicAuthorizationConfig,
  type BearerAuthorizationConfig,
  type Credential,
  type CursorPaginationConfig,
  type Field,
  type HeaderAuthorizationConfig,
  type Integration,
  type KekaCredentialConfig,
  type OAuth1CredentialConfig,
  type OAuth2CredentialConfig,
  type OAuth2Endpoints,
  type Pagination,
  type ResourceMethod,
  type SharingPolicy,
  type Step,
  type Team,
} from "@integrations-api/client";
import { expectTypeOf, test } from "vitest";

declare const integration: Integration;
declare const credential: Credential;
declare const step: Step;

test("narrows a credential's config by its format", () => {
  if (credential.format === "api_key")
    expectTypeOf(credential.config).toEqualTypeOf<ApiKeyCredentialConfig | undefined>();
  if (credential.format === "oauth2")
    expectTypeOf(credential.config).toEqualTypeOf<OAuth2CredentialConfig | undefined>();
  if (credential.format === "oauth2_client_credentials")
    expectTypeOf(credential.config).toEqualTypeOf<OAuth2CredentialConfig | undefined>();
  if (credential.format === "oauth")
    expectTypeOf(credential.config).toEqualTypeOf<OAuth1CredentialConfig | undefined>();
  if (credential.format === "keka_oauth")
    expectTypeOf(credential.config).toEqualTypeOf<KekaCredentialConfig | undefined>();
});

test("covers every credential format in a switch", () => {
  const nameOf = ({ format }: Credential): string => {
    switch (format) {
      case "api_key":
      case "oauth2":
      case "oauth2_client_credentials":
      case "oauth":
        return format;
      default:
        return format satisfies "keka_oauth";
    }
  };

  expectTypeOf(nameOf).returns.toBeString();
});

test("narrows an authorization's config by its format", () => {
  const authorization = {} as Authorization;

  if (authorization.format === "bearer")
    expectTypeOf(authorization.config).toEqualTypeOf<BearerAuthorizationConfig | undefined>();
  if (authorization.format === "header")
    expectTypeOf(authorization.config).toEqualTypeOf<HeaderAuthorizationConfig | undefined>();
  if (authorization.format === "basic")
    expectTypeOf(authorization.config).toEqualTypeOf<BasicAuthorizationConfig | undefined>();
});

test("narrows a pagination's config by its format", () => {
  const pagination = {} as Pagination;

  if (pagination.format === "cursor") {
    expectTypeOf(pagination.config).toEqualTypeOf<CursorPaginationConfig | undefined>();
    // @ts-expect-error a cursor has no page key
    void pagination.config?.page_key;
  }
});

test("requires a config only in a request step", () => {
  if (step.type === "request") expectTypeOf(step.config).toEqualTypeOf<ResourceMethod>();
  else expectTypeOf(step.config).toBeUnknown();
});

test("rejects a misspelt key at every depth", () => {
  // @ts-expect-error it is called team_id
  void integration.teamId;
  // @ts-expect-error it is called base_url
  void integration.config.baseUrl;
  // @ts-expect-error it is called response_path
  void integration.config.resources?.["users"]?.["list"]?.responsePath;
  // @ts-expect-error it is called algorithm
  void integration.config.webhook?.signature_verification?.config?.algoritm;
});

test("rejects a value outside a closed set", () => {
  // @ts-expect-error the set is allow, ask and deny
  const sharing: SharingPolicy = "public";
  // @ts-expect-error an undocumented format
  const saml: Credential = { format: "saml" };

  void [sharing, saml];
});

test("rejects a body that lacks a required key", () => {
  // @ts-expect-error a field needs a name
  const field: Field = { label: "Subdomain" };
  // @ts-expect-error a method needs a path
  const method: ResourceMethod = { method: "get" };

  void [field, method];
});

test("keeps a method without its default optional", () => {
  expectTypeOf<ResourceMethod["method"]>().extract<undefined>().toBeUndefined();
});

test("requires a check before a key of config is read", () => {
  // @ts-expect-error a label may be missing
  integration.config.label.trim();
});

test("names nested objects in a function's signature", () => {
  const hostOf = (auth: OAuth2Endpoints): string | undefined => auth.tokenHost;
  const initialsOf = (team: Team): string => team.name.slice(0, 1);

  if (credential.format === "oauth2" && credential.config?.auth) hostOf(credential.config.auth);
  initialsOf(integration.team);
});

test("types both ways to call the endpoint", async () => {
  const client = createClient({ token: "any" });

  expectTypeOf(client.getIntegration).returns.resolves.toEqualTypeOf<Integration>();
  const { data } = await client.GET("/integrations/{id}", { params: { path: { id: integration.id } } });
  expectTypeOf(data).toExtend<Integration | undefined>();
});

test("rejects an invalid call", () => {
  const client = createClient({ token: "any" });

  // @ts-expect-error a token is required
  createClient({});
  // @ts-expect-error the option is called environmentId
  void client.getIntegration(integration.id, { environment_id: "x" });
  // @ts-expect-error the contract does not have this path
  void client.GET("/integration/{id}", { params: { path: { id: integration.id } } });
  // @ts-expect-error the path needs an id
  void client.GET("/integrations/{id}", { params: { path: {} } });
});
