import type { CatalogueOperation } from "@integrations-api/scenarios";
import { asJson, follow, type Json, operationIn } from "./follow.ts";

/** A response that an operation declares. */
export interface DeclaredResponse {
  /** A status, a range such as `4XX`, or `default`. */
  status: string;
  response: Json;
}

/** The responses of an operation in the order of the contract. */
export function declaredResponses(document: Json, operation: CatalogueOperation): DeclaredResponse[] {
  const declared = Object.entries(asJson(operationIn(document, operation)["responses"]));
  return declared.map(([status, response]) => ({
    status: status.replace(/xx$/, "XX"),
    response: follow(document, response),
  }));
}

/** Whether the page of errors shows a status. */
export function isError(status: string): boolean {
  return !/^[123]/.test(status);
}
