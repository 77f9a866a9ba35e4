import { decodePercent } from "../contract/percent-encoding.ts";

/** The parts of a request that decide its scenario. */
export interface ScenarioRequest {
  method: string;
  /** Without the query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Missing or empty if the request has none. */
  body?: string | undefined;
}

/** The cookies of a request by name, which may have several values. */
export function cookiesOf({ headers }: Pick<ScenarioRequest, "headers">): URLSearchParams {
  const pairs = (headers["cookie"] ?? "").split(";").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [name.trim(), decodePercent(value.join("=").trim())];
  });
  return new URLSearchParams(pairs);
}
