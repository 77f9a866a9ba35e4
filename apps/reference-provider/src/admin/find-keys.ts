import { explain } from "@integrations-api/explain";
import { valueAt } from "@integrations-api/scenarios";

/** JSON pointers to the values of an integration that need care. None is below another. */
export interface FoundKeys {
  secrets: string[];
  unknown: string[];
}

/** Finds the values that the contract marks as secret, and the keys that it does not know. */
export function findKeys(body: unknown): FoundKeys {
  const found: FoundKeys = { secrets: [], unknown: [] };
  let last = "";
  for (const { pointer, isSecret, isUnknown } of explain(body)) {
    // An object comes before its members.
    if (last !== "" && pointer.startsWith(`${last}/`)) continue;
    if (isSecret && !isSchemeOfTemplate(valueAt(body, pointer))) found.secrets.push(pointer);
    else if (isUnknown) found.unknown.push(pointer);
    else continue;
    last = pointer;
  }
  return found;
}

/**
 * Whether a header's value is only a template after the name of an authentication scheme, as in
 * `Bearer {{oauth.token.access_token}}`, which the vendor's own body has three times.
 */
function isSchemeOfTemplate(value: unknown): boolean {
  return typeof value === "string" && /^(?:basic|bearer|digest|token) +\{\{(?:(?!\}\}).)*\}\}$/is.test(value.trim());
}

/** Removes a value from the object or list that it is in. */
export function removeAt(body: unknown, pointer: string): void {
  const end = pointer.lastIndexOf("/");
  const parent = valueAt(body, pointer.slice(0, end));
  const key = pointer
    .slice(end + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(Object(parent), key);
}
