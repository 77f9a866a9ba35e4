import { attempt } from "../errors/attempt.ts";

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

  const redactor: TokenRedactor = {
    learn(token) {
      if (token.length < shortestToken || tokens.has(token)) return;
      const [oldest = ""] = tokens;
      if (tokens.size >= mostTokens) tokens.delete(oldest);
      tokens.add(token);
      // The longest first, as one token may begin with another.
      // oxlint-disable-next-line unicorn/no-array-sort -- the array is new, and React Native has no `toSorted`.
      spellings = [...tokens].flatMap(spellingsOf).sort((one, other) => other.length - one.length);
    },
    text: (text) => spellings.reduce((rest, spelling) => rest.replaceAll(spelling, "[redacted]"), text),
    // Written anew, every text has the one spelling of its escapes that is looked for.
    json: (value) => attempt((): unknown => JSON.parse(redactor.text(JSON.stringify(value)))),
    response: (response) => redactResponse(response, redactor),
  };
  return redactor;
}

function redactResponse(response: Response, redactor: TokenRedactor): Response {
  const { status, ok, type, redirected, body, bodyUsed, url, statusText, headers } = response;
  const entries: [name: string, value: string][] = [];
  headers.forEach((value, name) => entries.push([name, value]));
  const shown = JSON.stringify([url, statusText, entries]);
  if (redactor.text(shown) === shown) return response;

  // What was JSON before is JSON again.
  const [safeUrl, safeText, safeEntries] = redactor.json([url, statusText, entries]) as [
    string,
    string,
    typeof entries,
  ];
  const safe = { url: safeUrl, statusText: safeText, headers: new Headers(safeEntries) };
  // The constructor refuses some of what servers send, and takes no address.
  const values = Object.entries({ status, ok, type, redirected, body, bodyUsed, ...safe });
  const properties = values.map(([name, value]) => [name, { value, enumerable: true }]);
  return Object.create(Response.prototype, Object.fromEntries(properties));
}

/** A token as it is, in an address, and in JSON, which may itself be kept in a string. */
function spellingsOf(token: string): string[] {
  const inJson = JSON.stringify(token).slice(1, -1);
  return [token, encodeURIComponent(token), inJson, JSON.stringify(inJson).slice(1, -1)];
}
