import type { BodyContent, Catalogue, CatalogueOperation, Parameter, RequestBody } from "./catalogue.ts";
import { asJson, entries, followRef, type Json } from "./follow-ref.ts";
import { exampleOf, readScenarios } from "./read-scenarios.ts";
import { isCredential, readSecurity } from "./read-security.ts";
import { selfContained } from "./self-contained.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Reads the operations and scenarios of any bundled OpenAPI 3 document. Without a version, it is read as 3.1.
 *
 * @throws {TypeError} if it is a document of another version
 */
export function readCatalogue(contract: unknown): Catalogue {
  const root = asJson(contract);
  const { openapi = "3.1.0", swagger } = root;
  const version = swagger === undefined ? `OpenAPI ${openapi}` : `Swagger ${swagger}`;
  if (!version.startsWith("OpenAPI 3"))
    throw new TypeError(
      `Failed to read the contract: it is ${version}, not OpenAPI 3. Convert it to OpenAPI 3.1 first.`,
    );

  const operations = entries(root["paths"]).flatMap(([path, reference]) => {
    const item = followRef(root, reference);
    return Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => toOperation(root, path, item, method));
  });
  return { operations: operations.map((operation) => withConcretePaths(operation, operations)) };
}

function withConcretePaths(operation: CatalogueOperation, operations: CatalogueOperation[]): CatalogueOperation {
  const segments = operation.path.split("/");
  const literals = (path: string): number => path.replaceAll(/\{.+?\}/g, "").length;
  const concretePaths = operations
    .filter(({ method, path }) => method === operation.method && literals(path) > literals(operation.path))
    .map(({ path }) => path)
    .filter((path) => {
      const others = path.split("/");
      const overlaps = segments.every((part, index) => part === others[index] || part.includes("{"));
      return overlaps && others.length === segments.length;
    });
  return concretePaths.length === 0 ? operation : { ...operation, concretePaths };
}

function toOperation(root: Json, path: string, item: Json, method: string): CatalogueOperation {
  const operation = asJson(item[method]);
  const operationId = String(operation["operationId"] ?? `${method} ${path}`);
  const responses = entries(operation["responses"]).map(([status, response]) => ({
    isDefault: status === "default",
    scenarios: readScenarios(root, { operationId, keys: ["paths", path, method, "responses", status] }, response),
  }));
  const requestBody = followRef(root, operation["requestBody"]);
  const security = readSecurity(root, operation["security"] ?? root["security"]);
  // The value of a credential is not checked twice.
  const parameters = toParameters(root, item, operation).filter((parameter) => !isCredential(parameter, security));

  return {
    operationId,
    summary: String(operation["summary"] ?? ""),
    method: method.toUpperCase(),
    path,
    security,
    parameters,
    ...(requestBody["content"] !== undefined && { requestBody: toRequestBody(root, requestBody) }),
    scenarios: responses.flatMap(({ isDefault, scenarios }) => (isDefault ? [] : scenarios)),
    defaults: responses.flatMap(({ isDefault, scenarios }) => (isDefault ? scenarios : [])),
  };
}

/** OpenAPI ignores header parameters of these names: other parts of an operation describe them. */
const describedElsewhere = ["accept", "content-type", "authorization"];

/** An operation's parameter replaces its path's parameter with the same name and place. */
function toParameters(root: Json, item: Json, operation: Json): Parameter[] {
  const all = [item["parameters"], operation["parameters"]]
    .flatMap((listed) => Object.values(asJson(listed)))
    .map((parameter) => toParameter(root, followRef(root, parameter)))
    .filter((parameter) => parameter.in !== "header" || !describedElsewhere.includes(parameter.name.toLowerCase()));
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function toParameter(root: Json, parameter: Json): Parameter {
  const { name, in: place, required, "x-selects": selects, "x-narrows": narrows } = parameter;
  const [[contentType, media] = []] = entries(parameter["content"]);
  const holder = contentType === undefined ? parameter : asJson(media);
  const example = exampleOf(root, holder);
  const style = String(parameter["style"] ?? (place === "query" || place === "cookie" ? "form" : "simple"));
  return {
    name: String(name),
    in: String(place),
    required: required === true,
    style,
    explode: Boolean(parameter["explode"] ?? style === "form"),
    ...(contentType !== undefined && { contentType }),
    ...(parameter["allowEmptyValue"] === true && { allowEmptyValue: true as const }),
    schema: selfContained(root, holder["schema"]),
    ...(example !== undefined && { example }),
    ...(typeof selects === "string" && { selects }),
    ...(typeof narrows === "string" && { narrows }),
  };
}

function toRequestBody(root: Json, { required, content }: Json): RequestBody {
  const contents = entries(content).map(([contentType, value]) => {
    const media = asJson(value);
    const example = exampleOf(root, media);
    return {
      contentType,
      ...(media["schema"] !== undefined && { schema: selfContained(root, media["schema"]) }),
      ...(example !== undefined && { example }),
      ...(media["encoding"] !== undefined && { encoding: toEncoding(media["encoding"]) }),
    };
  });
  return { required: required === true, content: contents };
}

function toEncoding(declared: unknown): NonNullable<BodyContent["encoding"]> {
  const written = entries(declared).flatMap(([name, value]) => {
    const { style = "form", explode = style === "form", ...others } = asJson(value);
    const isWritten = Object.keys(asJson(value)).length > Object.keys(others).length;
    return isWritten ? [[name, { style: String(style), explode: explode === true }] as const] : [];
  });
  return Object.fromEntries(written);
}
