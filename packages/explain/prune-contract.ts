import { declaredOperations } from "./src/declared-operations.ts";
import { firstSentence } from "./src/explanation.ts";
import { namedSchemas } from "./src/field-names.ts";
import { describingFormats, formats } from "./src/formats.ts";
import { asJson, escapeKey, isJson, type Json, targetOf } from "./src/json.ts";
import { rules } from "./src/rules.ts";
import { applicators, subschemasOf } from "./src/subschemas.ts";

/** The keywords, other than those with schemas in them, that the walk reads. */
const read =
  /^(\$ref|required|dependentRequired|minContains|maxContains|discriminator|description|readOnly|writeOnly|x-secret)$/;
const ruled = new Set(Object.values(rules).flatMap(Object.keys));
/** The keywords that do not say whether a value is valid. */
const leftOut =
  /^(title|examples?|default|deprecated|externalDocs|xml|\$comment|contentMediaType|contentEncoding|x-.*)$/;

/** What explaining needs of a contract. */
export interface PrunedContract {
  document: Json;
  /** The formats that it uses. */
  formats: string[];
  /** The keywords and formats that it uses and the walk does not know, one sentence each. */
  unknown: string[];
}

/** Copies what explaining needs of a contract. */
export function pruneContract(contract: Json): PrunedContract {
  const unknown: string[] = [];
  const used = new Set<string>();

  function prune(schema: unknown, at: string): unknown {
    if (!isJson(schema)) return schema;
    const kept = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
      // Repeats the constant, for validators that know only patterns.
      if (keyword === "pattern" && schema["const"] !== undefined) return [];
      if (applicators.includes(keyword)) return [[keyword, pruneParts(keyword, value, `${at}/${keyword}`)]];
      if (!read.test(keyword) && !ruled.has(keyword)) {
        if (!leftOut.test(keyword)) unknown.push(`${at}: packages/explain/src/walk.ts does not know \`${keyword}\`.`);
        return [];
      }
      return readKeyword(keyword, value, at);
    });
    // Descriptions compress better next to each other.
    return Object.fromEntries(
      kept.toSorted(([one], [other]) => Number(one === "description") - Number(other === "description")),
    );
  }

  function pruneParts(keyword: string, value: unknown, at: string): unknown {
    const parts = subschemasOf({ [keyword]: value }).map(({ name, schema }) => {
      return [name, prune(schema, name === undefined ? at : `${at}/${escapeKey(name)}`)];
    });
    if (parts.some(([name]) => name === undefined)) return parts[0]![1];
    return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  }

  function readKeyword(keyword: string, value: unknown, at: string): [string, unknown][] {
    if (keyword === "description") return [[keyword, firstSentence(String(value))]];
    if (keyword === "discriminator") return [[keyword, { propertyName: asJson(value)["propertyName"] }]];
    if (keyword === "format") {
      if (describingFormats.includes(String(value))) return [];
      if (Object.hasOwn(formats, String(value))) used.add(String(value));
      else unknown.push(`${at}: packages/explain/src/formats.ts does not know the format \`${value}\`.`);
    }
    const isSchema =
      String(value).startsWith("#/components/schemas/") && targetOf(contract, String(value)) !== undefined;
    if (keyword === "$ref" && !isSchema)
      unknown.push(`${at}: \`${value}\` does not refer to a schema under components.`);
    return [[keyword, value]];
  }

  const schemas = Object.entries(namedSchemas(contract)).map(([name, schema]) => {
    return [name, prune(schema, `#/components/schemas/${escapeKey(name)}`)];
  });
  const paths: Record<string, Json> = {};
  for (const { method, path, name, bodies } of declaredOperations(contract)) {
    const pruned = bodies.map(({ status = "requestBody", contents }) => {
      const content = contents.map(({ contentType, schema }) => {
        return [contentType, { schema: prune(schema, [method, path, status, contentType].join(" ")) }];
      });
      return [status, { content: Object.fromEntries(content) }];
    });
    const { requestBody, ...responses } = Object.fromEntries(pruned);
    (paths[path] ??= {})[method.toLowerCase()] = { operationId: name, requestBody, responses };
  }
  return {
    document: { paths, components: { schemas: Object.fromEntries(schemas) } },
    formats: [...used],
    unknown,
  };
}
