/** A credential, and how a curl line writes it. */
export interface Secret {
  value: string;
  /** The name of an environment variable. */
  variable: string;
}

/** Replaces every secret in a text, as it is, percent-encoded or in base64. */
export function createRedact(secrets: Secret[]): (text: string) => string {
  const patterns = secrets
    .flatMap(({ value }) => spellingsOf(value))
    .filter((spelling) => spelling !== "")
    .toSorted((one, other) => other.length - one.length)
    .map(toPattern);
  return (text) => patterns.reduce((cut, pattern) => cut.replaceAll(pattern, "[redacted]"), text);
}

/** All ways in which a token may be in a text. */
export function spellingsOf(token: string): string[] {
  const base64 = Buffer.from(token).toString("base64");
  const encoded = encodeURIComponent(token);
  return [
    ...new Set([
      token,
      // Some writers of JSON escape slashes.
      token.replaceAll("/", String.raw`\/`),
      encoded,
      encoded.replaceAll(/%../g, (code) => code.toLowerCase()),
      base64,
      base64.replace(/=+$/, ""),
      Buffer.from(token).toString("base64url"),
    ]),
  ];
}

/** A short token is cut where it is a word of its own: as a part of others it does not tell anything. */
export function toPattern(spelling: string): RegExp {
  const escaped = spelling.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(spelling.length < 8 ? String.raw`(?<![\w-])${escaped}(?![\w-])` : escaped, "g");
}
