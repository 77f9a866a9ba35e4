export {
  createClient,
  type ClientOptions,
  type GetIntegrationOptions,
  type IntegrationsClient,
} from "./create-client.ts";
export { HttpError } from "./http-error.ts";
// The names of the contract's types follow the files in openapi/components/schemas, so no list of them stands here.
export type * from "./generated/contract.ts";
