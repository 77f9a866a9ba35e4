import type { CatalogueOperation } from "@integrations-api/scenarios";
import { declaredResponses } from "./declared-responses.ts";
import { asJson, follow, type Json } from "./follow.ts";
import { toAnchor } from "./to-anchor.ts";

/** A header that responses of an operation may have. */
export interface DeclaredHeader {
  name: string;
  /** Its address on the front page. */
  anchor: string;
  description: string;
  header: Json;
}

/** The headers of an operation's responses, each once: by the first response that has it. */
export function declaredHeaders(document: Json, operation: CatalogueOperation): DeclaredHeader[] {
  const found = new Map<string, DeclaredHeader>();
  for (const { response } of declaredResponses(document, operation)) {
    for (const [name, declared] of Object.entries(asJson(response["headers"]))) {
      if (found.has(name)) continue;
      const header = follow(document, declared);
      const anchor = `${toAnchor(operation.operationId)}.headers.${toAnchor(name)}`;
      found.set(name, { name, anchor, description: String(header["description"] ?? ""), header });
    }
  }
  return [...found.values()];
}
