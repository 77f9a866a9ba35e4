/** What a caller of `fetch` sees of a scenario. */
export type Outcome =
  | { status: number; contentType: string | null; body: unknown }
  | { fails: "call" | "body" | "never" };

type Fetch = typeof fetch;

/** Sends a request, and returns its response or how it failed. It never comes if it has not by the time it is given up. */
export async function outcomeOf(
  send: Fetch,
  url: string,
  init: RequestInit,
  givenUp: AbortSignal = AbortSignal.timeout(60_000),
): Promise<Outcome> {
  try {
    const response = await send(url, { ...init, signal: givenUp });
    const { status } = response;
    const text = await response.text().catch(() => undefined);
    if (text === undefined) return { fails: "body" };
    return { status, contentType: response.headers.get("content-type"), body: toJson(text) };
  } catch {
    return { fails: givenUp.aborted ? "never" : "call" };
  }
}

/** Broken JSON and HTML are compared as the text they are. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
