import { anchorOf, namedNodes } from "./field-names.ts";
import type { Json } from "./json.ts";

/** A schema of a contract, with the fields that have an address in the reference. */
export interface SchemaOutline {
  /** Its name; for a body without one, the operation and the status: `listTeams.200`. */
  name: string;
  /** Its address in the reference, after the `#`. */
  anchor: string;
  /** What the contract declares. */
  declaration: object;
  fields: FieldOutline[];
}

/** A property of a schema, or of an object without a name in it. */
export interface FieldOutline {
  /** The property; within an object without a name, the properties from there: `client.secret`. */
  key: string;
  /** Its address in the reference, after the `#`, such as `Team.name`. */
  anchor: string;
  /** What the contract declares. */
  declaration: object;
  isRequired: boolean;
}

/** Lists the schemas of a contract in its order. Bodies without a name that share an address are one schema. */
export function outlineOf(document: object): SchemaOutline[] {
  const outlines = new Map<string, SchemaOutline>();
  for (const { node, schema, key, isRequired } of namedNodes(document)) {
    const anchor = anchorOf({ schema, key });
    const outline = outlines.get(schema) ?? { name: schema, anchor, declaration: node, fields: [] };
    outlines.set(schema, outline);
    if (isRequired !== undefined) addField(outline.fields, { key: key ?? "", anchor, declaration: node, isRequired });
  }
  return [...outlines.values()];
}

/** A property may be declared in several places, such as under a condition: the one with a description is its own. */
function addField(fields: FieldOutline[], field: FieldOutline): void {
  const index = fields.findIndex(({ anchor }) => anchor === field.anchor);
  if (index < 0) fields.push(field);
  else if (!isDescribed(fields[index]!) && isDescribed(field)) fields[index] = field;
}

function isDescribed({ declaration }: FieldOutline): boolean {
  const { description, $ref: reference } = declaration as Json;
  return description !== undefined || reference !== undefined;
}
