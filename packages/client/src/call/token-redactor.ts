import { attempt } from "../errors/attempt.ts";

/** A shorter token is a word, not a secret, as in the mock, and occurs in texts by chance. */
const shortestToken = 8;
/** How many tokens are remembered after the last call that used them. */
const mostUnused = 100;

/** Redacts every token that a client has sent from everything it passes on. */
export interface TokenRedactor {
  /** Remembers a token before it is sent, at least until no call uses it. */
  use(token: string): void;
  release(token: string): void;
  text(text: string): string;
  /** Copies parsed JSON with every string redacted. Returns `undefined` if it is nested too deeply to walk. */
  json(value: unknown): unknown;
  /** Replaces a response whose status line, headers or URL repeat a token; returns any other unchanged. */
  response(response: Response): Response;
}

export function createTokenRedactor(): TokenRedactor {
  const uses = new Map<string, number>();
  let spellings: string[] = [];

  const redactor: TokenRedactor = {
    use(token) {
      if (token.length < shortestToken) return;
      const count = uses.get(token) ?? 0;
      uses.delete(token);
      uses.set(token, count + 1);
      if (count > 0) return;
      for (const [old, calls] of uses) if (uses.size > mostUnused && calls === 0) uses.delete(old);
      // The longest first, because one token may begin with another.
      // oxlint-disable-next-line unicorn/no-array-sort -- the array is new, and React Native has no `toSorted`.
      spellings = [...new Set([...uses.keys()].flatMap(spellingsOf))].sort((one, other) => other.length - one.length);
    },
    release: (token) => void (uses.has(token) && uses.set(token, uses.get(token)! - 1)),
    text: (text) => spellings.reduce((rest, spelling) => rest.replaceAll(spelling, "[redacted]"), text),
    json: (value) => attempt((): unknown => JSON.parse(JSON.stringify(value), (_, part) => redactPart(part, redactor))),
    response: (response) => redactResponse(response, redactor),
  };
  return redactor;
}

function redactPart(part: unknown, { text }: TokenRedactor): unknown {
  if (typeof part === "string") return text(part);
  if (Object(part) !== part || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(Object(part)).map(([key, value]) => [text(key), value]));
}

function redactResponse(response: Response, { text }: TokenRedactor): Response {
  const { status, ok, type, redirected, body, bodyUsed, url = "", statusText = "", headers } = response;
  const safe = new Headers();
  let isSame = text(url + statusText) === url + statusText;
  headers.forEach((value, name) => {
    isSame &&= text(value) === value;
    // Other implementations accept values that this one rejects.
    attempt(() => safe.append(name, text(value)));
  });
  if (isSame) return response;

  // The constructor rejects some statuses that servers send, and does not accept a URL.
  const kept = { status, ok, type, redirected, body, bodyUsed };
  const shown = { ...kept, headers: safe, url: text(url), statusText: text(statusText) };
  const properties = Object.entries(shown).map(([name, value]) => [name, { value }]);
  return Object.create(Response.prototype, Object.fromEntries(properties));
}

/** A token as it is, in a URL, in JSON inside a string, and in a JSON pointer. */
function spellingsOf(token: string): string[] {
  const encoded = encodeURIComponent(token);
  const lower = encoded.replaceAll(/%../g, (byte) => byte.toLowerCase());
  const inPointer = token.replaceAll("~", "~0").replaceAll("/", "~1");
  return [token, encoded, lower, JSON.stringify(token).slice(1, -1), inPointer];
}
