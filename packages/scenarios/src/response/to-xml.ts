/** Writes a value as XML. A property becomes an element, and a list an element for each of its items. */
export function toXml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => toXml(name, item)).join("");
  if (value === null) return `<${name}/>`;
  return `<${name}>${typeof value === "object" ? toElements(value) : escapeXml(String(value))}</${name}>`;
}

function toElements(value: object): string {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => toXml(name, part))
    .join("");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
