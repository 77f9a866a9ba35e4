import type { Scenario } from "./catalogue.ts";
import { asJson, entries, followRef, type Json, pointerTo } from "./follow-ref.ts";
import { concreteType } from "./media-type.ts";
import { writeParameter } from "./parameter-style.ts";
import { toHeaderText } from "./percent-encoding.ts";

/** Where a response is declared. */
interface Place {
  operationId: string;
  /** The keys that lead to it from the root of the contract. */
  keys: string[];
}

type Identity = Pick<Scenario, "name" | "status" | "isRange" | "contentType" | "schema">;

/** The usual status of each range. `default` is an unexpected error. */
const usual: Record<string, number> = { "2XX": 200, "3XX": 302, "4XX": 400, "5XX": 500, DEFAULT: 500 };

/** Reads the scenarios of a response: one per example, or the response itself if it has no body. */
export function readScenarios(root: Json, { operationId, keys }: Place, value: unknown): Scenario[] {
  const declared = keys.at(-1) ?? "";
  const isRange = /^\dXX$/i.test(declared);
  const status = usual[declared.toUpperCase()] ?? Number(declared);
  // No final response has a status such as 101.
  if (!(status >= 200 && status <= 599)) return [];

  const response = followRef(root, value);
  const unnamed = `${operationId}-${declared}`;
  const shared = { status, ...(isRange && { isRange: true as const }) };
  const content = entries(response["content"]);
  if (content.length === 0) return [toScenario(root, { name: unnamed, ...shared }, response)];

  return content.flatMap(([contentType, media], index) => {
    const schema = pointerTo(root, [...keys, "content", contentType, "schema"]);
    const identity = { ...shared, ...(asJson(media)["schema"] !== undefined && { schema }) };
    // An unnamed example gets a name that is unique across operations.
    const name = index === 0 ? unnamed : `${unnamed}-${contentType}`;
    return (
      examplesOf(root, asJson(media), name)
        .map(([name, example]) => ({ name, example: followRef(root, example) }))
        // A value elsewhere is not fetched.
        .filter(({ example }) => "value" in example)
        .map(({ name, example }) => {
          const type = concreteType(contentType, example["value"]);
          return toScenario(root, { name, ...identity, contentType: type }, response, example);
        })
    );
  });
}

function examplesOf(root: Json, media: Json, unnamed: string): [name: string, example: unknown][] {
  if (media["example"] === undefined && media["examples"] !== undefined) return entries(media["examples"]);
  const value = exampleOf(root, media);
  return value === undefined ? [] : [[unnamed, { value }]];
}

function toScenario(root: Json, identity: Identity, response: Json, example: Json = {}): Scenario {
  const declared = entries(response["headers"])
    .map(([name, header]) => ({ name: name.toLowerCase(), ...followRef(root, header) }))
    // OpenAPI ignores a content type here: the key of the content is the type.
    .filter(({ name }) => name !== "content-type" && /^[\w!#$%&'*+.^`|~-]+$/.test(name));
  // Lint checks the shape of the extension.
  const { headers: own, ...scenario }: Partial<Scenario> = asJson(example["x-scenario"]);
  const headers = [
    ...declared.flatMap((header: Json & { name: string }) => {
      const written = { name: header.name, in: "header", style: "simple", explode: header["explode"] === true };
      return writeParameter(written, exampleOf(root, header) ?? "");
    }),
    ...entries(own),
  ].map(([name, value]) => [name.toLowerCase(), toHeaderText(String(value))]);

  return {
    ...identity,
    summary: String(example["summary"] ?? identity.name),
    description: String(example["description"] ?? "").trim(),
    headers: Object.fromEntries(headers),
    requiredHeaders: declared.filter((header: Json) => header["required"] === true).map(({ name }) => name),
    ...("value" in example && { body: example["value"] }),
    ...scenario,
  };
}

/** A plausible value of a parameter, header or body: its own example, or one from its schema. */
export function exampleOf(root: Json, holder: Json): unknown {
  if (holder["example"] !== undefined) return holder["example"];
  const [shown] = valuesOf(holder["examples"]);
  if (shown !== undefined) return followRef(root, shown)["value"];

  const schema = followRef(root, holder["schema"]);
  const { const: only, examples, example, default: usual, enum: allowed } = schema;
  return [only, Array.isArray(examples) ? examples[0] : undefined, example, usual, valuesOf(allowed)[0]].find(
    (one) => one !== undefined,
  );
}

function valuesOf(value: unknown): unknown[] {
  return Object.values(asJson(value));
}
