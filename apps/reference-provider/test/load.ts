import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

export interface Load {
  /** How many responses had each status, or why there was none. */
  outcomes: Map<string, number>;
  /** Bodies of a 200 that are not the expected one. */
  wrong: string[];
  /** Resolves when each connection has ended its last request. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  token: string;
  connections: number;
  /** The body of a 200. */
  expected: string;
}

/** Requests the same over and over on connections that are kept open, until it is stopped or a connection is closed. */
export function startLoad(url: string, { token, connections, expected }: LoadOptions): Load {
  const load: Load = { outcomes: new Map(), wrong: [], stop };
  const ending = new AbortController();
  const count = (outcome: string): void => void load.outcomes.set(outcome, (load.outcomes.get(outcome) ?? 0) + 1);

  async function repeat(agent: Agent): Promise<void> {
    while (!ending.signal.aborted) {
      const { outcome, body, isLast } = await send(agent);
      count(outcome);
      if (outcome === "200" && body !== expected) load.wrong.push(body);
      // A load balancer would go elsewhere now.
      if (isLast) return;
    }
  }

  function send(agent: Agent): Promise<{ outcome: string; body: string; isLast: boolean }> {
    return new Promise((resolve) => {
      const headers = { authorization: `Bearer ${token}` };
      const fail = (error: NodeJS.ErrnoException): void =>
        resolve({ outcome: error.code ?? error.message, body: "", isLast: true });
      const sent = request(url, { agent, headers }, (response) => {
        const isLast = response.headers.connection === "close";
        const { statusCode } = response;
        text(response).then((body) => resolve({ outcome: String(statusCode), body, isLast }), fail);
      });
      sent.on("error", fail).end();
    });
  }

  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const running = Promise.all(agents.map(repeat));

  async function stop(): Promise<void> {
    ending.abort();
    await running;
    for (const agent of agents) agent.destroy();
  }
  return load;
}
