/** A piece of the page. Text from elsewhere is escaped in it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Builds HTML: pieces of HTML are inserted as they are, other values are escaped. */
export function html(literals: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return new Html(literals.map((literal, index) => unindent(literal) + toText(values[index] ?? "")).join(""));
}

/** Escapes a text of the contract, and marks up what is in backticks as code. */
export function prose(text: string): Html {
  return new Html(escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>"));
}

/** Drops the indentation of the source, which a browser ignores. */
function unindent(literal: string): string {
  return literal.replaceAll(/\n\s+/g, "\n");
}

function toText(value: string | number | Html | Html[]): string {
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map(({ text }) => text).join("") : escape(String(value));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
