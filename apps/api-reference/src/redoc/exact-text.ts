/** Replaces every occurrence of `search`; throws unless there are exactly `times` of them. */
export function replaceExactly(text: string, search: string, options: { times: number; replacement: string }): string {
  expectExactly(text, search, options.times);
  return text.replaceAll(search, () => options.replacement);
}

/** Splits a text at `separator`; throws unless it occurs exactly once. */
export function splitOnce(text: string, separator: string): [before: string, after: string] {
  expectExactly(text, separator, 1);
  const start = text.indexOf(separator);
  return [text.slice(0, start), text.slice(start + separator.length)];
}

export function expectExactly(text: string, search: string, times: number): void {
  const found = text.split(search).length - 1;
  if (found === times) return;
  throw new Error(
    `Failed to split the page: expected ${JSON.stringify(search)} ${times} times but found it ${found} times. ` +
      "Redocly's page has changed: compare it with apps/api-reference/src/redoc/split-page.ts.",
  );
}
