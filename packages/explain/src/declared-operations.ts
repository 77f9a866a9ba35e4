import { asJson, type Json, targetOf } from "./json.ts";

/** An operation of a contract, with the bodies that it declares. */
export interface DeclaredOperation {
  /** In upper case. */
  method: string;
  /** As the contract writes it, such as `/integrations/{id}`. */
  path: string;
  /** Its `operationId`, or else its method and path. */
  name: string;
  bodies: DeclaredBody[];
}

/** The body of a request or a response, which may have several media types or none. */
export interface DeclaredBody {
  /** A status, a range such as `4xx`, or `default`; none for the body of the request. */
  status?: string;
  contents: { contentType: string; schema: unknown }[];
}

const methods = /^(get|put|post|delete|options|head|patch|trace)$/;

export function declaredOperations(document: unknown): DeclaredOperation[] {
  return Object.entries(asJson(asJson(document)["paths"])).flatMap(([path, declared]) => {
    const item = follow(document, declared);
    const own = Object.keys(item).filter((key) => methods.test(key));
    return own.map((key): DeclaredOperation => {
      const method = key.toUpperCase();
      const { operationId, requestBody, responses } = asJson(item[key]);
      const request = requestBody === undefined ? [] : [{ contents: contentsOf(document, requestBody) }];
      const answers = Object.entries(asJson(responses)).map(([status, response]): DeclaredBody => {
        return { status: status.toLowerCase(), contents: contentsOf(document, response) };
      });
      return { method, path, name: String(operationId ?? `${method} ${path}`), bodies: [...request, ...answers] };
    });
  });
}

function contentsOf(document: unknown, holder: unknown): DeclaredBody["contents"] {
  const contents = Object.entries(asJson(follow(document, holder)["content"]));
  return contents.map(([contentType, media]) => ({ contentType, schema: asJson(media)["schema"] }));
}

/** Follows the references of anything but a schema. */
function follow(document: unknown, value: unknown, trail: unknown[] = []): Json {
  const node = asJson(value);
  const { $ref: reference } = node;
  if (typeof reference !== "string" || trail.includes(node)) return node;
  return follow(document, targetOf(document, reference), [...trail, node]);
}
