import { type DeclaredBody, declaredOperations } from "./declared-operations.ts";
import { namedSchemas } from "./field-names.ts";
import { isJson, targetOf } from "./json.ts";

/** Which schema of the contract a body should keep: by its name, or by the operation that the body belongs to. */
export type Place<Name extends string = string> = SchemaPlace<Name> | OperationPlace;

export interface SchemaPlace<Name extends string = string> {
  /** The name of a schema, such as `Team`, or a JSON pointer to one, such as `#/components/schemas/Team`. */
  schema: Name | `#/${string}`;
}

/** The body of a response, or of a request. */
export interface OperationPlace {
  method: string;
  /** The path as the contract writes it, such as `/integrations/{id}`. */
  path: string;
  /** The status of the response. Leave it out for the body of the request. */
  status?: number | undefined;
  /**
   * The media type, perhaps with parameters.
   *
   * @default the first JSON type that the contract declares
   */
  contentType?: string | undefined;
}

export interface FoundSchema {
  /** `undefined` if the contract declares no schema there. */
  schema: unknown;
  direction: "request" | "response";
}

/** Finds the schema for a body. Throws a `RangeError` if the contract has no such place. */
export function findSchema(document: unknown, place: Place): FoundSchema {
  if ("schema" in place) return { schema: namedSchema(document, place.schema), direction: "response" };

  const { path, status, contentType } = place;
  const method = String(place.method).toUpperCase();
  const operations = declaredOperations(document);
  const operation = operations.find((one) => one.method === method && one.path === path);
  if (!operation) {
    const known = operations.map((one) => `${one.method} ${one.path}`);
    throw new RangeError(`${method} ${path} is not in the contract. It has: ${known.join(", ")}.`);
  }
  const keys = status === undefined ? [undefined] : [String(status), `${String(status)[0]}xx`, "default"];
  const [body] = keys.flatMap((key) => operation.bodies.filter((one) => one.status === key));
  if (!body) {
    const statuses = operation.bodies.flatMap((one) => one.status ?? []).join(", ");
    const what = status === undefined ? "a request body" : `the status ${status}`;
    throw new RangeError(`${method} ${path} does not have ${what}. It has: ${statuses}.`);
  }
  return { schema: ofType(body, contentType), direction: status === undefined ? "request" : "response" };
}

function namedSchema(document: unknown, name: string): unknown {
  const schema = targetOf(document, name.startsWith("#/") ? name : `#/components/schemas/${name}`);
  if (isJson(schema) || typeof schema === "boolean") return schema;
  throw new RangeError(`${name} is not in the contract. It has: ${Object.keys(namedSchemas(document)).join(", ")}.`);
}

function ofType({ contents }: DeclaredBody, contentType: string | undefined): unknown {
  const wanted = essenceOf(contentType ?? "");
  const fitting = contents.find((one) => essenceOf(one.contentType) === wanted);
  const json = contents.find((one) => /^\w+\/(?:\S+\+)?json$/.test(essenceOf(one.contentType)));
  return (fitting ?? json ?? contents[0])?.schema;
}

function essenceOf(mediaType: string): string {
  return mediaType.split(";")[0]!.trim().toLowerCase();
}
