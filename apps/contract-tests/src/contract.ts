import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** The bundle: the only file of the contract that anything outside `openapi/` reads. */
export const bundlePath: string = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

export type Json = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Json;
  example?: unknown;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  responses: Answer[];
}

/** What the contract says of one status. */
export interface Answer {
  status: number;
  headers: { name: string; required: boolean; schema: Json }[];
  bodies: Body[];
}

interface Body {
  contentType: string;
  /** A JSON pointer to the schema, with `#` in front. */
  schema: string;
  examples: { name: string; value: unknown }[];
}

/** One named example with all that is needed to ask for it and to check the answer. */
export interface Example {
  operation: Operation;
  answer: Answer;
  body: Body;
  name: string;
  value: unknown;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export async function readContract(path: string = bundlePath): Promise<Json> {
  return parse(await readFile(path, "utf8"));
}

export function operationsOf(contract: Json): Operation[] {
  return entries(contract["paths"]).flatMap(([path, item]) =>
    entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({
        operationId: String(asJson(operation)["operationId"]),
        method: method.toUpperCase(),
        path,
        parameters: parametersOf(contract, item, operation),
        responses: entries(asJson(operation)["responses"]).map(([status, response]) =>
          toAnswer(contract, `#/paths/${escape(path)}/${method}/responses/${status}`, Number(status), response),
        ),
      })),
  );
}

export function examplesOf(operations: Operation[]): Example[] {
  return operations.flatMap((operation) =>
    operation.responses.flatMap((answer) =>
      answer.bodies.flatMap((body) => body.examples.map((example) => ({ operation, answer, body, ...example }))),
    ),
  );
}

function parametersOf(contract: Json, ...owners: unknown[]): Parameter[] {
  const listed = owners.flatMap((owner) => asJson(owner)["parameters"] ?? []);
  // Redocly's lint has checked the shape of every parameter.
  return listed.map((parameter) => follow(contract, parameter) as unknown as Parameter);
}

function toAnswer(contract: Json, pointer: string, status: number, value: unknown): Answer {
  const at = String(asJson(value)["$ref"] ?? pointer);
  const response = follow(contract, value);

  const headers = entries(response["headers"]).map(([name, header]) => {
    const { required, schema } = follow(contract, header);
    return { name: name.toLowerCase(), required: required === true, schema: asJson(schema) };
  });
  const bodies = entries(response["content"]).map(([contentType, media]) => ({
    contentType,
    schema: `${at}/content/${escape(contentType)}/schema`,
    examples: entries(asJson(media)["examples"]).map(([name, example]) => ({
      name,
      value: follow(contract, example)["value"],
    })),
  }));
  return { status, headers, bodies };
}

/** Follows a `$ref` within the bundle. */
function follow(contract: Json, value: unknown): Json {
  const { $ref: ref } = asJson(value);
  if (typeof ref !== "string") return asJson(value);

  const keys = ref.split("/").slice(1);
  const target = keys.reduce<unknown>((node, key) => asJson(node)[unescape(key)], contract);
  return follow(contract, target);
}

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(asJson(value));
}

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescape(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
