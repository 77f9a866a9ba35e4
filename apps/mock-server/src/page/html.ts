/** A piece of the page, in which whatever came from elsewhere is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Puts values into HTML: pieces of HTML as they are, everything else escaped. */
export function html(literals: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return new Html(literals.map((literal, index) => literal + toText(values[index] ?? "")).join(""));
}

/** Escapes a text of the contract and sets what stands in backticks as code. */
export function prose(text: string): Html {
  return new Html(escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>"));
}

function toText(value: string | number | Html | Html[]): string {
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map(({ text }) => text).join("") : escape(String(value));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
