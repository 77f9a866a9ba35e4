/** Every operation of a contract with its scenarios. */
export interface Catalogue {
  operations: CatalogueOperation[];
}

export interface CatalogueOperation {
  operationId: string;
  summary: string;
  /** In upper case. */
  method: string;
  /** With parameters in braces. */
  path: string;
  /** Paths with the same method that match some of the same requests and come first. */
  concretePaths?: string[];
  /**
   * The credentials that a request needs: all of those in any one of the lists. An empty list allows a request without
   * credentials; if there are no lists, the operation does not need any.
   */
  security: Credential[][];
  parameters: Parameter[];
  /** Missing if the operation does not take a body. */
  requestBody?: RequestBody;
  scenarios: Scenario[];
  /** The examples of the `default` response. They are sent with whatever error status applies. */
  defaults: Scenario[];
}

/** Where a credential is in a request. */
export interface Credential {
  in: "header" | "query" | "cookie";
  /** In lower case if it is a header. */
  name: string;
  /** The HTTP authentication scheme before the value, in lower case. Missing for an API key. */
  scheme?: string;
}

/** The body that an operation takes. */
export interface RequestBody {
  required: boolean;
  content: BodyContent[];
}

export interface BodyContent {
  /** A media type or a range, such as `text/*`. */
  contentType: string;
  /** Includes the targets of its references. */
  schema?: object;
  example?: unknown;
  /** How the fields of a form are written, by name, if the contract says so. */
  encoding?: Record<string, Pick<Parameter, "style" | "explode">>;
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  /** How lists and objects are written; OpenAPI's name for it. */
  style: string;
  explode: boolean;
  /** Set if the value is serialized in this media type. */
  contentType?: string;
  /** Set if the parameter may be empty. */
  allowEmptyValue?: true;
  /** Includes the targets of its references. */
  schema: object;
  example?: unknown;
  /** Which value of a body the parameter selects by, as a JSON pointer. */
  selects?: string;
  /** Which array of the body keeps only the requested value, as a JSON pointer. */
  narrows?: string;
}

/** One example of a response, and the request that triggers it. */
export interface Scenario {
  name: string;
  summary: string;
  description: string;
  /** The usual status of its class if the contract declares a range. */
  status: number;
  /** Set if the contract declares a range such as `4XX`. An error is then sent with whatever status applies. */
  isRange?: true;
  /** Missing if the response has no body. */
  contentType?: string;
  /** Names in lower case. The scenario's own headers replace those that the response declares. */
  headers: Record<string, string>;
  /** The headers that the contract promises, in lower case. */
  requiredHeaders: string[];
  /** A string if the media type is not JSON; missing if the response has no body. */
  body?: unknown;
  /** Where the schema of the body is in the contract, as a JSON pointer that starts with `#`. */
  schema?: string;
  /** The reserved values that trigger the scenario, by the names of their parameters. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** The reserved token that triggers it. */
  token?: string;
  /** Milliseconds before the response. */
  delayMs?: number;
  /** The names of the scenarios that a token's requests get, one after another. */
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
