import type { CatalogueOperation } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import { isFor } from "../request/select-scenario.ts";

/** A response that an operation declares. */
export interface DeclaredStatus {
  /** A status, a range such as `4XX`, or `default`. */
  declared: string;
  /** What is sent for it. */
  status: number;
}

const usual: Record<string, number> = { "2XX": 200, "3XX": 302, "4XX": 400, "5XX": 500, default: 500 };

/** Lists the final responses that an operation declares without an example, in ascending order. */
export function statusesWithoutExample(document: object, operation: CatalogueOperation): DeclaredStatus[] {
  return declaredStatuses(document, operation)
    .map((declared) => ({ declared, status: usual[declared] ?? Number(declared) }))
    .filter(({ status }) => status >= 200 && status <= 599)
    .filter((response) => !hasExample(operation, response))
    .toSorted((one, other) => one.status - other.status);
}

function hasExample({ scenarios, defaults }: CatalogueOperation, { declared, status }: DeclaredStatus): boolean {
  if (declared === "default") return defaults.length > 0;
  const isRange = declared.endsWith("XX");
  return scenarios.some((scenario) => Boolean(scenario.isRange) === isRange && isFor(scenario, status));
}

function declaredStatuses(document: object, { path, method }: CatalogueOperation): string[] {
  const item = follow(document, Object(Object(document).paths)[path]);
  const { responses } = Object(Object(item)[method.toLowerCase()]);
  return Object.keys(Object(responses)).map((declared) =>
    /^\dxx$/.test(declared) ? declared.toUpperCase() : declared,
  );
}

/** A path item may be a reference into the same document. */
function follow(document: object, item: unknown): unknown {
  const { $ref } = Object(item);
  return typeof $ref === "string" && $ref.startsWith("#/") ? valueAt(document, decodeURI($ref.slice(1))) : item;
}
