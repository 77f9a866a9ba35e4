import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { OperationPlace } from "@integrations-api/explain";
import { parse } from "yaml";
import { asJson, type Json, targetOf } from "../src/json.ts";

const bundle = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");
export const contract: Json = parse(await readFile(bundle, "utf8"));

/** A body that the contract shows. */
export interface Shown {
  name: string;
  body: unknown;
  schema: Json;
  place: OperationPlace;
}

/** The bodies that the contract shows, of requests and of responses. */
export const shown: Shown[] = Object.entries(asJson(contract["paths"])).flatMap(([path, item]) =>
  Object.entries(asJson(item)).flatMap(([method, operation]) => {
    const { requestBody, responses } = asJson(operation);
    const statuses = Object.entries(asJson(responses)).map(([status, response]) => [Number(status), response] as const);
    return [
      ...shownIn(requestBody, { method, path }),
      ...statuses.flatMap(([status, response]) => shownIn(response, { method, path, status })),
    ];
  }),
);

/** The body of the example with a name. */
export function bodyOf(name: string): unknown {
  const found = shown.find((one) => one.name === name);
  if (!found) throw new Error(`The contract has no body called "${name}".`);
  return found.body;
}

function shownIn(holder: unknown, operation: OperationPlace): Shown[] {
  return Object.entries(asJson(follow(holder)["content"])).flatMap(([contentType, media]) => {
    const { schema, examples } = asJson(media);
    return Object.entries(asJson(examples)).map(([name, example]) => ({
      name,
      body: follow(example)["value"],
      schema: asJson(schema),
      place: { ...operation, contentType },
    }));
  });
}

function follow(value: unknown): Json {
  const { $ref: reference } = asJson(value);
  return typeof reference === "string" ? asJson(targetOf(contract, reference)) : asJson(value);
}
