import type { Catalogue, CatalogueOperation, Parameter } from "./catalogue.ts";
import { asJson, entries, followRef, type Json } from "./follow-ref.ts";
import { exampleOf, readScenarios } from "./read-scenarios.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Reads the scenarios from a bundled OpenAPI document, whatever its operations are. */
export function readCatalogue(contract: unknown): Catalogue {
  const root = asJson(contract);
  const operations = entries(root["paths"]).flatMap(([path, reference]) => {
    const item = followRef(root, reference);
    return Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => toOperation(root, path, item, method));
  });
  return { operations };
}

function toOperation(root: Json, path: string, item: Json, method: string): CatalogueOperation {
  const operation = asJson(item[method]);
  const security = operation["security"] ?? root["security"];
  const operationId = String(operation["operationId"] ?? `${method} ${path}`);

  return {
    operationId,
    summary: String(operation["summary"] ?? ""),
    method: method.toUpperCase(),
    path,
    secured: Array.isArray(security) && security.length > 0,
    parameters: toParameters(root, item, operation),
    ...toRequestBody(root, operation["requestBody"]),
    scenarios: entries(operation["responses"]).flatMap(([status, response]) =>
      readScenarios(root, { operationId, keys: ["paths", path, method, "responses", status] }, response),
    ),
  };
}

/** A parameter of an operation replaces that of its path with the same name and place. */
function toParameters(root: Json, item: Json, operation: Json): Parameter[] {
  const all = [item["parameters"], operation["parameters"]]
    .flatMap((listed) => Object.values(asJson(listed)))
    .map((parameter) => toParameter(root, followRef(root, parameter)));
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function toParameter(root: Json, parameter: Json): Parameter {
  const { name, in: place, required, "x-selects": selects, "x-narrows": narrows } = parameter;
  const schema = followRef(root, parameter["schema"]);
  const example = exampleOf(root, parameter);
  return {
    name: String(name),
    in: String(place),
    required: required === true,
    schema,
    ...(example !== undefined && { example }),
    ...(typeof selects === "string" && { selects }),
    ...(typeof narrows === "string" && { narrows }),
  };
}

function toRequestBody(root: Json, value: unknown): Pick<CatalogueOperation, "requestBody"> {
  const shown = entries(followRef(root, value)["content"]).flatMap(([contentType, media]) => {
    const example = exampleOf(root, asJson(media));
    return example === undefined ? [] : [{ contentType, value: example }];
  });
  return shown[0] ? { requestBody: shown[0] } : {};
}
