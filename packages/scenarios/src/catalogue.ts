/** Everything the contract says about answers: for each operation, every example as a scenario. */
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
  /** Whether a request needs a token. */
  secured: boolean;
  parameters: Parameter[];
  /** Missing if the operation takes no body, or none that the contract shows. */
  requestBody?: RequestBody;
  scenarios: Scenario[];
}

/** A valid body of a request. */
export interface RequestBody {
  contentType: string;
  value: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: unknown;
  example?: unknown;
  /** Which value of a body the parameter selects by, as a JSON pointer. */
  selects?: string;
  /** Which array of the body keeps only the asked value, as a JSON pointer. */
  narrows?: string;
}

/** One example of an answer, and what gets it. */
export interface Scenario {
  name: string;
  summary: string;
  description: string;
  status: number;
  /** Missing if the response has no body. */
  contentType?: string;
  /** Names in lower case; those of the scenario itself replace what the response declares. */
  headers: Record<string, string>;
  /** The headers that the contract promises, in small letters. */
  requiredHeaders: string[];
  /** A text if the media type is not JSON; missing if the response has no body. */
  body?: unknown;
  /** Where the schema of the body is in the contract, as a JSON pointer with `#` in front. */
  schema?: string;
  /** The reserved values that get it, by the name of their parameter. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** The reserved token that gets it. */
  token?: string;
  /** Milliseconds before the answer. */
  delayMs?: number;
  /** The names of the scenarios that a token's requests get one after the other. */
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

/** How the wire spoils an answer. */
export type Fault = "reset" | "hang" | "truncated" | "broken-json" | "html";
