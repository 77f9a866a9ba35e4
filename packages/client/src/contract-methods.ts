import type { Client, ClientPathsWithMethod, FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "./generated/contract.ts";
import type { CallOptions } from "./options/call-options.ts";
import type { Fetch } from "./options/client-options.ts";

/** The methods that the contract declares for any path. */
type DeclaredMethod = {
  [Path in keyof paths]: {
    [Method in HttpMethod]: Method extends keyof paths[Path]
      ? Exclude<paths[Path][Method], undefined> extends never
        ? never
        : Method
      : never;
  }[HttpMethod];
}[keyof paths];
type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** openapi-fetch's init, plus the options of a call and a `fetch` with this client's signature. */
type MethodInit<Path extends keyof paths, Method extends HttpMethod> = Omit<
  NonNullable<MaybeOptionalInit<paths[Path], Method & keyof paths[Path]>>,
  "fetch" | "signal" | "middleware" | "querySerializer"
> &
  CallOptions & {
    fetch?: Fetch | undefined;
    querySerializer?: ((query: Record<string, unknown>) => string) | undefined;
  };

/** The init is optional if nothing in it is required. */
type InitArguments<Init> = {} extends Init ? [init?: Init & OtherOptions] : [init: Init & OtherOptions];
/** Options of a runtime's `fetch` beyond the standard. */
type OtherOptions = { [key: string]: unknown };

type ContractMethod<Method extends HttpMethod> = <
  Path extends ClientPathsWithMethod<Client<paths>, Method>,
  Init extends MethodInit<Path, Method>,
>(
  path: Path,
  ...init: InitArguments<Init>
) => Promise<FetchResponse<paths[Path][Method & keyof paths[Path]] & {}, Init, `${string}/${string}`>>;

/**
 * The methods that the contract declares. Each takes any of its paths, and resolves to `{ data, error, response }` as
 * openapi-fetch does. In addition to openapi-fetch's options, you can pass `timeoutMs` and `retries`. Retries, timeouts and
 * the token work as in `getIntegration`; if there is no response, the same errors are thrown.
 */
export type ContractMethods = { [Method in DeclaredMethod as Uppercase<Method>]: ContractMethod<Method> };
