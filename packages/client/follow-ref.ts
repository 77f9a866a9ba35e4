export type Json = Record<string, unknown>;

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Follows a `$ref` within a document; its sibling keys win. */
export function followRef(document: Json, value: unknown): Json {
  const { $ref: ref, ...siblings } = asJson(value);
  if (typeof ref !== "string") return siblings;

  const keys = ref.split("/").slice(1);
  const target = keys.reduce<unknown>(
    (node, key) => asJson(node)[decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
  return { ...followRef(document, target), ...siblings };
}
