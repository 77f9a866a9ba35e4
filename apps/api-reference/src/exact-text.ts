/** Replaces `search` wherever it stands; a text that holds it another number of times is refused. */
export function replaceExactly(text: string, search: string, options: { times: number; replacement: string }): string {
  expectExactly(text, search, options.times);
  return text.replaceAll(search, () => options.replacement);
}

/** Parts a text at `separator`, which has to stand in it once. */
export function splitOnce(text: string, separator: string): [before: string, after: string] {
  expectExactly(text, separator, 1);
  const start = text.indexOf(separator);
  return [text.slice(0, start), text.slice(start + separator.length)];
}

export function expectExactly(text: string, search: string, times: number): void {
  const found = text.split(search).length - 1;
  if (found === times) return;
  throw new Error(
    `Failed to split the page: expected ${JSON.stringify(search)} ${times} times and found it ${found} times. ` +
      "Redocly writes another page than before: compare it with apps/api-reference/src/split-page.ts.",
  );
}
