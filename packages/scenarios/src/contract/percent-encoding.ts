/** Decodes a percent-encoded text. One that cannot be decoded stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Encodes what a header cannot contain: control characters, and all that is outside Latin-1. */
export function toHeaderText(text: string): string {
  return text.replaceAll(/[^\t -~\u0080-\u00ff]/gu, (char) =>
    encodeURIComponent(/\p{Surrogate}/u.test(char) ? "\ufffd" : char),
  );
}
