import { readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { GateError } from "../gate-error.ts";
import { bundleWithRedocly } from "../redocly-bundle.ts";
import { isNode, type Node, rootOf, targetOf } from "./place.ts";
import { referencesIn } from "./references.ts";

/** Reads an OpenAPI document. The error names the option that gave the file, and what to do. */
export async function readDocument(option: string, file: string): Promise<Node> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw refuse(option, file, "does not exist. Give the path of an OpenAPI document");
    throw refuse(option, file, `cannot be read (${error.code}). Give the path of an OpenAPI document`);
  });
  const document = parseText(text, option, file);

  const references = [...referencesIn(rootOf(document))];
  if (references.some(({ to }) => !to.startsWith("#"))) {
    return parseText(await bundleWithRedocly(option, file), option, file);
  }
  const broken = references.find(({ at, to }) => to.startsWith("#/") && !targetOf(at, to));
  if (broken) throw refuse(option, file, `refers to ${broken.to}, which it does not contain. Correct the reference`);
  return document;
}

function parseText(text: string, option: string, file: string): Node {
  const parsed = parseDocument(text);
  const [error] = parsed.errors;
  if (error) throw refuse(option, file, `is not valid YAML or JSON: ${firstLine(error.message)}. Correct it`);

  const value = toValue(() => parsed.toJS(), option, file);
  if (!isNode(value)) throw refuse(option, file, "does not contain an object. Give an OpenAPI document");
  if ("swagger" in value) throw refuse(option, file, `is Swagger ${value["swagger"]}. Convert it to OpenAPI 3 first`);
  if (!/^3\.\d+\.\d+/.test(String(value["openapi"]))) {
    const found = value["openapi"] === undefined ? 'has no key "openapi"' : `has openapi: ${String(value["openapi"])}`;
    throw refuse(option, file, `${found}. Give an OpenAPI document of version 3`);
  }
  return value;
}

/** Aliases are copied, so a document that contains itself has no end. */
function toValue(read: () => unknown, option: string, file: string): unknown {
  try {
    return JSON.parse(JSON.stringify(read()) ?? "null");
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : String(error);
    throw refuse(option, file, `cannot be expanded: ${reason}. Remove the alias at fault`);
  }
}

function refuse(option: string, file: string, fault: string): GateError {
  return new GateError(`${option} ${file} ${fault}.`);
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/[.:]+$/, "");
}
