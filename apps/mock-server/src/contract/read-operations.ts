import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import { bundleTarget, decycle } from "@stoplight/json";
import RefParser from "@stoplight/json-schema-ref-parser";

/** An operation in the form that Prism works with. */
export type Operation = ReturnType<typeof transformOas3Operations>[number];

/**
 * Does what Prism does to read an OpenAPI 3 document. Prism's own function also loads its readers of Swagger 2.0 and
 * Postman collections, which takes longer than reading our contract.
 */
export async function readOperations(contract: object): Promise<Operation[]> {
  const document = toTree(await new RefParser().dereference(copyForPrism(contract)));
  return transformOas3Operations(document).map((operation) =>
    bundleTarget({ document: { ...document, __target__: operation }, path: "#/__target__", cloneDocument: false }),
  );
}

/**
 * Prism replaces the references in the document that it is given, so it gets a copy. An example elsewhere is left out:
 * Prism would take it for an empty one.
 */
function copyForPrism(contract: object): object {
  const isElsewhere = ({ value, externalValue }: { value?: unknown; externalValue?: unknown }): boolean =>
    value === undefined && typeof externalValue === "string";
  return JSON.parse(JSON.stringify(contract), (_, part) => (isElsewhere(Object(part)) ? undefined : part));
}

/**
 * Gives each reference to a schema a copy of its own, which Prism needs. Prism's `decycle` takes ten times as long for
 * that; only a recursive schema, of which JSON cannot be made, needs it.
 */
function toTree(document: object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(document));
  } catch {
    return decycle(document);
  }
}
