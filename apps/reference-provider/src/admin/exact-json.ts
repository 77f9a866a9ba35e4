/** TypeScript does not know these parts of JavaScript yet. */
interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
}
const exact = JSON as unknown as ExactJson;

/**
 * Parses JSON so that `JSON.stringify` writes each number as it was: 1e2, 1.0, and integers too large for JavaScript.
 * Such a number is an object here, so the value is for storing and printing only.
 */
export function parseExactly(text: string): unknown {
  return exact.parse(text, (_, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source ? exact.rawJSON(source) : value,
  );
}
