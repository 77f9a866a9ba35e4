/** What a caller of `fetch` sees of a scenario. */
export type Outcome =
  | { status: number; contentType: string | null; body: unknown }
  | { fails: "call" | "body" | "never" };

type Fetch = typeof fetch;

/** Asks once, and tells an answer from each way to fail. */
export async function outcomeOf(send: Fetch, url: string, init: RequestInit): Promise<Outcome> {
  // An answer that never comes has not come after this time either, however slow the machine is.
  const patience = AbortSignal.timeout(8000);
  try {
    const response = await send(url, { ...init, signal: patience });
    const { status } = response;
    const text = await response.text().catch(() => undefined);
    if (text === undefined) return { fails: "body" };
    return { status, contentType: response.headers.get("content-type"), body: toJson(text) };
  } catch {
    return { fails: patience.aborted ? "never" : "call" };
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
