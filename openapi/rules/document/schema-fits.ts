import { hasKey } from "./json-pointer.ts";
import { type Context, isNode, type Place } from "./redocly.ts";
import { conjunctsOf, schemasIn, schemasOfKey, unions } from "./subschemas.ts";

/** More than any value needs; only a recursive schema gets there. */
const mostSteps = 200;

/** Whether a value may be meant as this member of a union, judging by types, required keys and fixed values. */
export function fits(value: unknown, schema: Place, context: Context, steps = 0): boolean {
  if (!fitsAlone(value, schema)) return false;
  if (steps > mostSteps) return true;

  const fitsToo = (one: Place): boolean => fits(value, one, context, steps + 1);
  if (!conjunctsOf(schema, context).every(fitsToo)) return false;
  for (const keyword of unions) {
    const members = schemasIn(schema, [keyword]);
    if (members.length > 0 && !members.some(fitsToo)) return false;
  }
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, entry]) =>
    schemasOfKey(schema, key, value).every((below) => fits(entry, below, context, steps + 1)),
  );
}

function fitsAlone(value: unknown, { node }: Place): boolean {
  const types = [node["type"] ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if ("const" in node && node["const"] !== value) return false;
  if (Array.isArray(node["enum"]) && !node["enum"].includes(value)) return false;
  return !isNode(value) || [node["required"] ?? []].flat().every((key) => hasKey(value, String(key)));
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isNode(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
