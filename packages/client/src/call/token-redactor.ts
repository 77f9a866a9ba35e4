/** A shorter token is not a secret but a word, such as those of the mock, and occurs in texts by chance. */
const shortestToken = 8;
const mostTokens = 100;

/** Cuts every token that a client has sent out of what it passes on. */
export interface TokenRedactor {
  /** Remembers a token before it is sent. */
  learn(token: string): void;
  text(text: string): string;
  /** Copies parsed JSON with every string in it redacted. What is nested too deeply to walk is dropped. */
  json(value: unknown): unknown;
  /** Replaces a response whose status line, headers or address repeat a token; any other stays as it is. */
  response(response: Response): Response;
}

export function createTokenRedactor(): TokenRedactor {
  const tokens = new Set<string>();
  let spellings: string[] = [];

  const redactText = (text: string): string => {
    return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, "[redacted]"), text);
  };
  const redactJson = (value: unknown): unknown => {
    if (typeof value === "string") return redactText(value);
    if (Array.isArray(value)) return value.map(redactJson);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [redactText(key), redactJson(child)]));
  };

  return {
    learn(token) {
      if (token.length < shortestToken || tokens.has(token)) return;
      tokens.add(token);
      const [oldest] = tokens;
      if (tokens.size > mostTokens && oldest !== undefined) tokens.delete(oldest);
      // The longest first, as one token may begin with another.
      // oxlint-disable-next-line unicorn/no-array-sort -- the array is new, and React Native has no `toSorted`.
      spellings = [...tokens].flatMap(spellingsOf).sort((one, other) => other.length - one.length);
    },
    text: redactText,
    json(value) {
      try {
        return redactJson(value);
      } catch {
        return undefined;
      }
    },
    response: (response) => redactResponse(response, redactText),
  };
}

function redactResponse(response: Response, redact: (text: string) => string): Response {
  const { status, ok, type, redirected, body, bodyUsed, url, statusText, headers } = response;
  const entries: [name: string, value: string][] = [];
  headers.forEach((value, name) => entries.push([name, value]));
  const shown = JSON.stringify([url, statusText, entries]);
  if (redact(shown) === shown) return response;

  const redacted = new Headers();
  for (const [name, value] of entries) redacted.append(name, redact(value));
  const kept = { status, ok, type, redirected, body, bodyUsed };
  const values = { ...kept, url: redact(url), statusText: redact(statusText), headers: redacted };
  // The constructor refuses some of what servers send, and takes no address.
  const properties = Object.entries(values).map(([name, value]) => [name, { value, enumerable: true }]);
  return Object.create(Response.prototype, Object.fromEntries(properties));
}

/** A token as it is, in an address, and in JSON that is kept in a string. */
function spellingsOf(token: string): string[] {
  return [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)];
}
