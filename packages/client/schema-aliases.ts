import ts from "typescript";

const { factory } = ts;
/** Names that openapi-typescript's output uses itself. */
const taken = new Set(["Record", "Omit", "paths", "webhooks", "components", "operations", "$defs"]);

/**
 * Gives each schema of openapi-typescript's output its own type alias, and refers to it by that name everywhere, so
 * editors and compilers show `IntegrationConfig`, not `components["schemas"]["IntegrationConfig"]`. Aliases rather than
 * interfaces, because only aliases can be assigned to a `Record<string, unknown>`.
 */
export function withAliases(nodes: ts.Node[], names: string[]): ts.Node[] {
  const aliased = new Set(names.filter(isTypeName));
  const aliases: ts.Node[] = [];

  const visitor =
    (context: ts.TransformationContext) =>
    (node: ts.Node): ts.Node => {
      const name = schemaOf(node);
      if (name !== undefined && aliased.has(name)) return factory.createTypeReferenceNode(name);
      return ts.visitEachChild(node, visitor(context), context);
    };
  const renamed = ts.transform(nodes, [(context) => visitor(context)]).transformed;

  const lifted = renamed.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
    const members = node.members.map((member) =>
      isMember(member, "schemas") ? liftInto(aliases, member, aliased) : member,
    );
    return factory.updateInterfaceDeclaration(node, node.modifiers, node.name, node.typeParameters, undefined, members);
  });
  return [...lifted, ...aliases];
}

/** Whether a schema's name can be the name of a type. */
export function isTypeName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !taken.has(name);
}

/** The name of the schema that a type such as `components["schemas"]["Team"]` refers to. */
function schemaOf(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType } = node.objectType;
  const isComponents =
    ts.isTypeReferenceNode(objectType) &&
    ts.isIdentifier(objectType.typeName) &&
    objectType.typeName.text === "components";
  return isComponents && textOf(node.objectType.indexType) === "schemas" ? textOf(node.indexType) : undefined;
}

function textOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

function isMember(member: ts.TypeElement, name: string): member is ts.PropertySignature & { type: ts.TypeLiteralNode } {
  return (
    ts.isPropertySignature(member) &&
    nameOf(member) === name &&
    member.type !== undefined &&
    ts.isTypeLiteralNode(member.type)
  );
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

/** Moves each schema, with its comment, to an alias, and leaves a reference in its place. */
function liftInto(
  aliases: ts.Node[],
  schemas: ts.PropertySignature & { type: ts.TypeLiteralNode },
  names: Set<string>,
): ts.PropertySignature {
  const members = schemas.type.members.map((member) => {
    if (!ts.isPropertySignature(member) || !member.type || !names.has(nameOf(member))) return member;
    const name = nameOf(member);
    const alias = factory.createTypeAliasDeclaration(
      [factory.createModifier(ts.SyntaxKind.ExportKeyword)],
      name,
      undefined,
      member.type,
    );
    aliases.push(ts.setSyntheticLeadingComments(alias, ts.getSyntheticLeadingComments(member)));
    return factory.createPropertySignature(
      undefined,
      member.name,
      member.questionToken,
      factory.createTypeReferenceNode(name),
    );
  });
  return factory.updatePropertySignature(
    schemas,
    schemas.modifiers,
    schemas.name,
    schemas.questionToken,
    factory.createTypeLiteralNode(members),
  );
}
