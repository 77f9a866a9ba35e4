import { asJson, followRef, type Json } from "./follow-ref.ts";

/** What the client has to know about an operation at run time. */
export interface Operation {
  /** The `accept` header: every media type of its responses. */
  accept: string;
  /** The media type of its body, unless that is JSON or is set by the runtime. */
  contentType?: string;
  /** The parameters that are uuids. */
  uuids: string[];
  /** By status, range or `default`: the JSON type of the body (or `any`), `none`, or `other` if it is not JSON. */
  responses: Record<string, string>;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const places = ["path", "query"];

/** Reads the operations of a bundled contract, by path and upper-case method. */
export function operationsIn(contract: Json): Record<string, Record<string, Operation>> {
  return Object.fromEntries(
    Object.entries(asJson(contract["paths"])).map(([path, item]) => {
      const declared = followRef(contract, item);
      const own = methods.filter((method) => declared[method] !== undefined);
      const toEntry = (method: string): [string, Operation] => [
        method.toUpperCase(),
        toOperation(contract, declared, method),
      ];
      return [path, Object.fromEntries(own.map(toEntry))];
    }),
  );
}

function toOperation(contract: Json, item: Json, method: string): Operation {
  const operation = asJson(item[method]);
  const responses = Object.entries(asJson(operation["responses"])).map(
    ([status, response]) => [status, contentOf(contract, response)] as const,
  );
  const accepted = [...new Set(responses.flatMap(([, content]) => Object.keys(content)))];
  const contentType = Object.keys(contentOf(contract, operation["requestBody"]))[0];
  const hasOwnType = contentType !== undefined && !isJson(contentType) && !contentType.startsWith("multipart/");
  const listed = [item["parameters"], operation["parameters"]].flatMap((parameters) =>
    Object.values(asJson(parameters)),
  );

  return {
    accept: accepted.join(", ") || "*/*",
    ...(hasOwnType && { contentType }),
    uuids: listed
      .map((parameter) => followRef(contract, parameter))
      .flatMap((parameter) => toUuid(contract, parameter)),
    responses: Object.fromEntries(
      responses.map(([status, content]) => [status, method === "head" ? "none" : bodyType(contract, content)]),
    ),
  };
}

function contentOf(contract: Json, holder: unknown): Json {
  return asJson(followRef(contract, holder)["content"]);
}

function toUuid(contract: Json, { name, in: place, schema }: Json): string[] {
  return places.includes(String(place)) && followRef(contract, schema)["format"] === "uuid" ? [String(name)] : [];
}

function bodyType(contract: Json, content: Json): string {
  const types = Object.keys(content);
  const json = types.find(isJson);
  if (json === undefined) return types.length === 0 ? "none" : "other";

  const { type } = followRef(contract, asJson(content[json])["schema"]);
  if (type === "integer") return "number";
  return typeof type === "string" ? type : "any";
}

function isJson(mediaType: string): boolean {
  return /^(application|text)\/json\b|\+json\b/i.test(mediaType);
}
