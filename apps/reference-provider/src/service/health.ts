import { plainError, type PlainResponse } from "@integrations-api/scenarios";
import type { ReadDatabase } from "../database/read-database.ts";

interface HealthOptions {
  database: Pick<ReadDatabase, "check">;
  isDraining: () => boolean;
}

/**
 * Responds on `/healthz`, whether the process is alive, and on `/readyz`, whether it can serve requests.
 * Other paths are not about health.
 */
export async function respondAboutHealth(
  { method, path }: { method: string; path: string },
  { database, isDraining }: HealthOptions,
): Promise<PlainResponse | undefined> {
  if (path !== "/healthz" && path !== "/readyz") return undefined;
  if (method !== "GET" && method !== "HEAD")
    return plainError(405, `${method} is not allowed here. Allowed: GET, HEAD.`, { allow: "GET, HEAD" });
  if (path === "/healthz") return toResponse(200, "ok");
  if (isDraining()) return toResponse(503, "draining");

  const isUp = await database.check().then(
    () => true,
    () => false,
  );
  return isUp ? toResponse(200, "ok") : toResponse(503, "no database");
}

function toResponse(status: number, text: string): PlainResponse {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, headers, text: JSON.stringify({ status: text }) };
}
