import { wrongValue } from "./wrong-value.ts";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Refuses what would reach another path than the one that was meant, or no integration at all. */
export function checkIds(
  isIntegration: boolean,
  { path = {}, query = {} }: { path?: Record<string, unknown>; query?: Record<string, unknown> } = {},
): void {
  for (const [name, value] of Object.entries(path)) {
    // An address takes these for steps up and down, however they are encoded.
    if (["", ".", ".."].includes(String(value))) throw wrongValue(name, value, "Pass a value that names something.");
  }
  if (!isIntegration) return;

  if (!isUuid(path["id"])) throw wrongValue("id", path["id"], "Pass a uuid.");
  const environmentId = query["environment_id"];
  if (environmentId !== undefined && !isUuid(environmentId)) {
    throw wrongValue("environmentId", environmentId, "Pass a uuid.");
  }
}

function isUuid(value: unknown): boolean {
  return typeof value === "string" && uuid.test(value);
}
