import { childOf, isNode, type Place, resolve } from "../document/place.ts";
import { propertiesOf } from "./compare-object.ts";
import { typesOf } from "./compare-types.ts";
import { valuesOf } from "./compare-values.ts";
import { expandSchema, type Schema, valuesAt } from "./expand-schema.ts";

/** One alternative of a union, as schemas that apply together. */
export type Member = Place[];

export interface MatchedMembers {
  both: [base: Member, revision: Member][];
  removed: Member[];
  added: Member[];
}

/** Ways to recognize a member, the surest first. */
const keys: ((member: Member, schema: Schema) => string | undefined)[] = [
  ([first]) => (isReference(first) ? resolve(first!).pointer : undefined),
  (_, schema) => tagOf(schema) ?? onlyValueOf(schema),
  (_, schema) => valuesAt(schema, "title").map(String)[0],
  ([first]) => JSON.stringify(resolve(first!).value),
  (_, schema) => (typesOf(schema).length === 1 ? typesOf(schema)[0] : undefined),
];

/** Pairs the members of two unions. Their order does not matter. */
export function matchMembers(base: Member[], revision: Member[]): MatchedMembers {
  const both: [Member, Member][] = [];
  let [removed, added] = [base, revision];
  for (const key of keys) {
    const keyOf = (member: Member): string | undefined => key(member, expandSchema(member));
    for (const member of removed) {
      const name = keyOf(member);
      const other = added.find((one) => name !== undefined && keyOf(one) === name && !areDistinct(member, one));
      if (!other) continue;
      both.push([member, other]);
      removed = removed.filter((one) => one !== member);
      added = added.filter((one) => one !== other);
    }
  }
  return { both, removed, added };
}

/** Two references to schemas of which both documents have both. */
function areDistinct([first]: Member, [second]: Member): boolean {
  if (!first || !second || !isReference(first) || !isReference(second)) return false;
  const [one, other] = [resolve(first), resolve(second)];
  const isIn = (place: Place, { pointer }: Place): boolean =>
    pointer
      .split("/")
      .slice(1)
      .reduce<Place>((at, key) => childOf(at, key.replaceAll("~1", "/").replaceAll("~0", "~")), {
        ...place,
        pointer: "",
        value: place.document,
      }).value !== undefined;
  return one.pointer !== other.pointer && isIn(one, other) && isIn(other, one);
}

function isReference(place: Place | undefined): boolean {
  return place !== undefined && isNode(place.value) && typeof place.value["$ref"] === "string";
}

/** The properties of which a member allows one value. */
function tagOf(schema: Schema): string | undefined {
  const tags = [...propertiesOf(schema)].flatMap(([name, places]) => {
    const property = expandSchema(places);
    const [only, ...others] = [...valuesAt(property, "const"), ...valuesAt(property, "enum").flat()];
    return only !== undefined && others.length === 0 ? [`${name}=${JSON.stringify(only)}`] : [];
  });
  return tags.length > 0 ? tags.join() : undefined;
}

function onlyValueOf(schema: Schema): string | undefined {
  const values = valuesOf(schema) ?? [];
  return values.length === 1 ? JSON.stringify(values[0]) : undefined;
}

/** A short name for a sentence. */
export function labelOf(member: Member): string {
  const [first] = member;
  const schema = expandSchema(member);
  const name = isReference(first) ? resolve(first!).pointer.split("/").at(-1) : undefined;
  const title = valuesAt(schema, "title").map(String)[0];
  return `\`${name ?? title ?? tagOf(schema) ?? onlyValueOf(schema) ?? typesOf(schema).join(" or ")}\``;
}

export function isNull(member: Member): boolean {
  return typesOf(expandSchema(member)).join() === "null";
}
