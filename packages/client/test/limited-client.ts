import { createClient, type IntegrationsClient } from "@integrations-api/client";

interface LimitedClient {
  client: IntegrationsClient;
  /** The times at which requests were sent. */
  sentAt: number[];
  /** Resolve when the client has got its first and its second 429. */
  limits: Promise<void>[];
}

/** A client that tells when it sends requests and when it is limited. */
export function limitedClient(baseUrl: string): LimitedClient {
  const started = performance.now();
  const sentAt: number[] = [];
  const meet: (() => void)[] = [];
  const limits = [1, 2].map(() => new Promise<void>((resolve) => meet.push(resolve)));
  const client = createClient({
    token: "any",
    baseUrl,
    onRequest: () => void sentAt.push(performance.now() - started),
    onRetry: () => meet.shift()?.(),
  });
  return { client, sentAt, limits };
}
