import { type Context, follow, idOf, isNode, type Node, type Place, type Visit } from "./document/redocly.ts";
import { schemasIn } from "./document/subschemas.ts";

/** A union with a discriminator is written in the one way that validators and generators of all languages read. */
export function unionTagged(): { Schema: Visit } {
  return {
    Schema(schema, context) {
      const { discriminator } = schema;
      if (!isNode(discriminator) || typeof discriminator["propertyName"] !== "string") return;

      const tag = discriminator["propertyName"];
      const fault = faultOfUnion(schema, tag);
      if (fault) context.report({ message: fault, location: context.location.child(["discriminator"]).key() });
      for (const listed of schemasIn({ node: schema, at: context.location }, ["oneOf"])) {
        const member = follow(listed.node, listed.at, context);
        if (!member) continue;
        checkMember(member, tag, context);
        checkMapping(listed, member, discriminator, context);
      }
    },
  };
}

function faultOfUnion({ type, required, oneOf }: Node, tag: string): string | undefined {
  if (type !== "object") return "A union with a discriminator needs `type: object`: without it, null is valid.";
  if (![required].flat().includes(tag)) return `A union with a discriminator needs \`required: [${tag}]\`.`;
  return Array.isArray(oneOf) ? undefined : "A union with a discriminator must list its members under `oneOf`.";
}

function checkMember({ node, at }: Place, tag: string, { report }: Context): void {
  const { type, required, title, properties } = node;
  if (type !== "object" || ![required].flat().includes(tag) || typeof title !== "string") {
    report({
      message: `A member of a union needs \`type: object\`, \`required: [${tag}]\` and a title.`,
      location: at,
    });
  }

  const property = isNode(properties) ? properties[tag] : undefined;
  const { type: kind, const: value, pattern } = isNode(property) ? property : {};
  if (kind === "string" && typeof value === "string" && pattern === `^${escape(value)}$`) return;
  report({
    message: `The tag of a member needs \`type: string\`, a \`const\` and \`pattern: ^${String(value)}$\`.`,
    location: at.child(property === undefined ? ["properties"] : ["properties", tag]),
  });
}

function checkMapping(listed: Place, member: Place, { propertyName: tag, mapping }: Node, context: Context): void {
  const { [String(tag)]: property } = Object(member.node["properties"]);
  const value = String(Object(property).const);
  const target = isNode(mapping) ? follow({ $ref: mapping[value] }, listed.at, context) : undefined;
  if (target && idOf(target.at) === idOf(member.at)) return;
  context.report({ message: `\`mapping\` does not lead from "${value}" to this member.`, location: listed.at });
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
