import type { Catalogue, CatalogueOperation, Parameter, Scenario } from "./catalogue.ts";
import { valueAt } from "./json-pointer.ts";

type Json = Record<string, unknown>;

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Reads the scenarios from a bundled OpenAPI document, whatever its operations are. */
export function readCatalogue(contract: unknown): Catalogue {
  const root = asJson(contract);
  const operations = entries(root["paths"]).flatMap(([path, item]) =>
    entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => toOperation(root, path, item, method, asJson(operation))),
  );
  return { operations };
}

function toOperation(root: Json, path: string, item: unknown, method: string, operation: Json): CatalogueOperation {
  const security = operation["security"] ?? root["security"];
  const parameters = [asJson(item)["parameters"], operation["parameters"]].flatMap((listed) => listed ?? []);

  return {
    operationId: String(operation["operationId"] ?? `${method} ${path}`),
    summary: String(operation["summary"] ?? ""),
    method: method.toUpperCase(),
    path,
    secured: Array.isArray(security) && security.length > 0,
    parameters: parameters.map((parameter) => toParameter(follow(root, parameter))),
    ...toRequestBody(root, operation["requestBody"]),
    scenarios: entries(operation["responses"]).flatMap(([status, response]) => {
      const pointer = `#/paths/${escape(path)}/${method}/responses/${status}`;
      // `2XX` stands for its first status; `default` for none that could be sent.
      return /^\d/.test(status) ? toScenarios(root, pointer, Number(status.replace(/xx$/i, "00")), response) : [];
    }),
  };
}

function toParameter(parameter: Json): Parameter {
  const { name, in: place, required, schema, "x-selects": selects, "x-narrows": narrows } = parameter;
  const example = exampleOf(parameter);
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
  const shown = entries(follow(root, value)["content"]).flatMap(([contentType, media]) => {
    const [first] = Object.values(asJson(asJson(media)["examples"]));
    const example = first === undefined ? exampleOf(asJson(media)) : follow(root, first)["value"];
    return example === undefined ? [] : [{ contentType, value: example }];
  });
  return shown[0] ? { requestBody: shown[0] } : {};
}

function toScenarios(root: Json, pointer: string, status: number, value: unknown): Scenario[] {
  const at = String(asJson(value)["$ref"] ?? pointer);
  const response = follow(root, value);
  const headers = entries(response["headers"]).map(([name, header]) => ({
    name: name.toLowerCase(),
    ...follow(root, header),
  }));

  return entries(response["content"]).flatMap(([contentType, media]) =>
    entries(asJson(media)["examples"]).map(([name, reference]) => {
      const example = follow(root, reference);
      // Lint has checked the shape of the extension.
      const { headers: own, ...scenario }: Partial<Scenario> = asJson(example["x-scenario"]);
      return {
        name,
        summary: String(example["summary"] ?? name),
        description: String(example["description"] ?? "").trim(),
        status,
        contentType,
        headers: Object.fromEntries([
          ...headers.map((header): [string, string] => [header.name, String(exampleOf(header) ?? "")]),
          ...Object.entries(own ?? {}).map(([header, value]): [string, string] => [
            header.toLowerCase(),
            String(value),
          ]),
        ]),
        requiredHeaders: headers.filter((header: Json) => header["required"] === true).map((header) => header.name),
        body: example["value"],
        schema: `${at}/content/${escape(contentType)}/schema`,
        ...scenario,
      };
    }),
  );
}

/** A plausible value of a parameter or header: its own example, or what its schema offers. */
function exampleOf({ example, ...rest }: Json): unknown {
  const schema = asJson(rest["schema"]);
  const [first] = [schema["examples"], schema["default"], schema["enum"]].flatMap((some) => some ?? []);
  return example ?? first;
}

/** Follows a `$ref` within the document. */
function follow(root: Json, value: unknown): Json {
  const { $ref: ref } = asJson(value);
  return typeof ref === "string" ? follow(root, valueAt(root, ref)) : asJson(value);
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(asJson(value));
}

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
