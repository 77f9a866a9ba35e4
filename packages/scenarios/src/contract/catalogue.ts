/** Every operation of a contract with its scenarios. */
export interface Catalogue {
  operations: CatalogueOperation[];
}

export interface CatalogueOperation {
  operationId: string;
  summary: string;
  /** In capitals. */
  method: string;
  /** With its parameters in braces. */
  path: string;
  /**
   * The credentials that a request needs: all of those in one of the lists. An empty list stands for a request without
   * credentials; if there is no list at all, the operation needs none.
   */
  security: Credential[][];
  parameters: Parameter[];
  /** Missing if the operation takes no body. */
  requestBody?: RequestBody;
  scenarios: Scenario[];
  /** The examples of the response `default`. Their status is that of the request they are sent for. */
  defaults: Scenario[];
}

/** Where a request has a credential. */
export interface Credential {
  in: "header" | "query" | "cookie";
  /** In lower case if it is a header. */
  name: string;
  /** The HTTP authentication scheme in front of the value, in lower case. Missing for an API key. */
  scheme?: string;
}

/** What an operation takes as a body. */
export interface RequestBody {
  required: boolean;
  content: BodyContent[];
}

export interface BodyContent {
  /** A media type or a range, such as `text/*`. */
  contentType: string;
  /** Includes everything that its references lead to. */
  schema?: object;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  /** How lists and objects are written, as OpenAPI names it. */
  style: string;
  explode: boolean;
  /** Set if the value is a text of this media type. */
  contentType?: string;
  /** Includes everything that its references lead to. */
  schema: object;
  example?: unknown;
  /** Which value of a body the parameter selects by, as a JSON pointer. */
  selects?: string;
  /** Which array of the body keeps only the requested value, as a JSON pointer. */
  narrows?: string;
}

/** One example of a response, and what triggers it. */
export interface Scenario {
  name: string;
  summary: string;
  description: string;
  status: number;
  /** Missing if the response has no body. */
  contentType?: string;
  /** Names in lower case; those of the scenario itself replace what the response declares. */
  headers: Record<string, string>;
  /** The headers that the contract promises, in lower case. */
  requiredHeaders: string[];
  /** A text if the media type is not JSON; missing if the response has no body. */
  body?: unknown;
  /** Where the schema of the body is in the contract, as a JSON pointer with `#` in front. */
  schema?: string;
  /** The reserved values that trigger the scenario, by the names of their parameters. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** The reserved token that triggers it. */
  token?: string;
  /** Milliseconds before the response. */
  delayMs?: number;
  /** The names of the scenarios that the requests of a token get one after the other. */
  sequence?: string[];
  fault?: Fault;
  /** Changes that make the body break the contract on purpose. */
  patch?: Change[];
}

/** One change of a JSON Patch (RFC 6902). */
export interface Change {
  op: "add" | "replace" | "remove";
  /** A JSON pointer. */
  path: string;
  value?: unknown;
}

/** How the connection or the body fails. */
export type Fault = "reset" | "hang" | "truncated" | "broken-json" | "html";
