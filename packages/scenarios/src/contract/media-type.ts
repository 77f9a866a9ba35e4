/** Whether a media type is JSON. */
export function isJson(contentType: string): boolean {
  return /^((application|text)\/|[^;]*\+)json\s*(;|$)/i.test(contentType);
}

/** Whether a media type is XML. */
export function isXml(contentType: string): boolean {
  return /^(application|text)\/xml\b|\+xml\b/i.test(contentType);
}

/** Finds the content for a media type: for the type itself, or else for a range that includes it. */
export function selectContent<Content extends { contentType: string }>(
  contents: Content[],
  contentType: string,
): Content | undefined {
  const type = essenceOf(contentType);
  const whole = contents.filter((content) => isSameText(content.contentType, contentType));
  const ranges = [type, type.replace(/\/.*$/, "/*"), "*/*"];
  const included = ranges.flatMap((range) => contents.filter((content) => essenceOf(content.contentType) === range));
  return [...whole, ...included][0];
}

function isSameText(one: string, other: string): boolean {
  const toPlain = (text: string): string => text.replaceAll(/\s/g, "").toLowerCase();
  return toPlain(one) === toPlain(other);
}

/** A media type without its parameters, in lower case. */
function essenceOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** A media type that a body can be sent as: the type itself, or one of a range such as `text/*`. */
export function concreteType(contentType: string, body: unknown): string {
  const essence = essenceOf(contentType);
  if (!essence.endsWith("/*")) return contentType;
  if (body !== undefined && typeof body !== "string" && /^(\*|application)\//.test(essence)) return "application/json";
  return usualTypes[essence] ?? "application/octet-stream";
}

const usualTypes: Record<string, string> = {
  "*/*": "text/plain",
  "text/*": "text/plain",
  "image/*": "image/png",
  "audio/*": "audio/mpeg",
  "video/*": "video/mp4",
  "multipart/*": "multipart/form-data",
};
