/** A shorter token is no secret but a word, such as those of the mock, and stands in texts by chance. */
const shortestToken = 8;

export function hideToken(text: string, token: string): string {
  return token.length < shortestToken ? text : text.replaceAll(token, "[redacted]");
}

/** What a `fetch` has thrown, or where the token shows in it, an error that says the same without it. */
export function withoutToken(error: unknown, token: string): unknown {
  return shows(error, token, 5) ? new Error(hideToken(String(error), token)) : error;
}

function shows(value: unknown, token: string, depth: number): boolean {
  if (typeof value === "string") return hideToken(value, token) !== value;
  if (Object(value) !== value || depth === 0) return false;
  // A request keeps its headers where no look at its keys finds them.
  if (value instanceof Request) return true;
  return Reflect.ownKeys(value as object).some((key) => shows(Reflect.get(value as object, key), token, depth - 1));
}
