import type { Scenario } from "./catalogue.ts";
import { asJson, entries, followRef, type Json, pointerTo } from "./follow-ref.ts";

/** Reads the scenarios of a response, to which the keys lead from the root of the contract. */
export function readScenarios(root: Json, keys: string[], value: unknown): Scenario[] {
  // `2XX` stands for its first status; `default` for none that could be sent.
  const status = Number(keys.at(-1)?.replace(/xx$/i, "00"));
  if (Number.isNaN(status)) return [];

  const response = followRef(root, value);
  const headers = entries(response["headers"]).map(([name, header]) => ({
    name: name.toLowerCase(),
    ...followRef(root, header),
  }));
  return entries(response["content"]).flatMap(([contentType, media]) =>
    entries(asJson(media)["examples"]).map(([name, reference]) => {
      const schema = pointerTo(root, [...keys, "content", contentType, "schema"]);
      return toScenario(root, { name, status, contentType, schema }, headers, followRef(root, reference));
    }),
  );
}

type Identity = Pick<Scenario, "name" | "status" | "contentType" | "schema">;

function toScenario(root: Json, identity: Identity, declared: (Json & { name: string })[], example: Json): Scenario {
  // Lint has checked the shape of the extension.
  const { headers: own, ...scenario }: Partial<Scenario> = asJson(example["x-scenario"]);
  const headers = [
    ...declared.map((header) => [header.name, exampleOf(root, header) ?? ""] as const),
    ...entries(own),
  ].map(([name, value]) => [name.toLowerCase(), String(value)]);

  return {
    ...identity,
    summary: String(example["summary"] ?? identity.name),
    description: String(example["description"] ?? "").trim(),
    headers: Object.fromEntries(headers),
    requiredHeaders: declared.filter(({ required }) => required === true).map(({ name }) => name),
    body: example["value"],
    ...scenario,
  };
}

/** A plausible value of a parameter, header or body: its own example, or what its schema offers. */
export function exampleOf(root: Json, holder: Json): unknown {
  if (holder["example"] !== undefined) return holder["example"];
  const [shown] = Object.values(asJson(holder["examples"]));
  if (shown !== undefined) return followRef(root, shown)["value"];

  const schema = followRef(root, holder["schema"]);
  const [first] = [schema["examples"], schema["default"], schema["enum"]].flatMap((some) => some ?? []);
  return first;
}
