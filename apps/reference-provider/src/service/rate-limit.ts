import type { CatalogueOperation } from "@integrations-api/scenarios";
import type { Redis } from "ioredis";
import {
  type IRateLimiterRedisOptions,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";

/** How many requests a token may send, and in how many seconds. */
export interface Limit {
  requests: number;
  seconds: number;
}

/** What is left for a token. */
export interface Allowance {
  limit: Limit;
  isExceeded: boolean;
  remaining: number;
  /** Seconds until the count starts over. */
  resetSeconds: number;
}

export interface RateLimit {
  /** What a token gets that is known to have exceeded the limit. Nothing is asked or counted. */
  exceeded(key: string): Allowance | undefined;
  /** Counts a request. */
  count(key: string): Promise<Allowance>;
  close(): void;
}

/** Reads the limit that the contract's own 429 shows: `500;w=10`. */
export function declaredLimit({ scenarios }: CatalogueOperation): Limit | undefined {
  const headers = scenarios.find(({ status }) => status === 429)?.headers ?? {};
  const [, requests, seconds] = /^(\d+);w=(\d+)$/.exec(headers["ratelimit-limit"] ?? "") ?? [];
  return requests && seconds ? { requests: Number(requests), seconds: Number(seconds) } : undefined;
}

export interface RateLimitOptions {
  limit: Limit;
  /** Where instances count together. Without it, and while it does not respond, each instance counts alone. */
  redisUrl?: string | undefined;
  onProblem: (problem: string) => void;
}

/** A response does not wait longer for Redis. */
const redisTimeoutMs = 100;

export async function createRateLimit({ limit, redisUrl, onProblem }: RateLimitOptions): Promise<RateLimit> {
  const counting = { points: limit.requests, duration: limit.seconds };
  const alone = new RateLimiterMemory(counting);
  const redis = redisUrl === undefined ? undefined : await connect(redisUrl, onProblem);
  const limiter = redis ? new RateLimiterRedis(sharedOptions(redis, counting, alone)) : alone;

  /** By key, when the count starts over, on a clock that nobody moves. */
  const exceededUntil = new Map<string, number>();

  function toAllowance({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): Allowance {
    // A clock that was set back makes the wait look longer than it can be.
    const resetSeconds = Math.min(Math.max(Math.ceil(msBeforeNext / 1000), 1), limit.seconds);
    return { limit, isExceeded, remaining: isExceeded ? 0 : remainingPoints, resetSeconds };
  }

  return {
    exceeded(key) {
      const until = exceededUntil.get(key);
      if (until === undefined) return undefined;
      return toAllowance(new RateLimiterRes(0, until - performance.now()), true);
    },
    async count(key) {
      try {
        return toAllowance(await limiter.consume(key), false);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const allowance = toAllowance(error, true);
        const waitMs = allowance.resetSeconds * 1000;
        exceededUntil.set(key, performance.now() + waitMs);
        setTimeout(() => exceededUntil.delete(key), waitMs).unref();
        return allowance;
      }
    },
    close() {
      redis?.disconnect();
    },
  };
}

async function connect(url: string, onProblem: (problem: string) => void): Promise<Redis> {
  // Most providers run without it.
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    commandTimeout: redisTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempts) => Math.min(attempts * 50, 1000),
  });
  let lastProblem = "";
  redis.on("ready", () => (lastProblem = ""));
  // It is repeated on every attempt to connect.
  redis.on("error", (error: NodeJS.ErrnoException) => {
    const problem = error.code ?? error.message;
    if (problem !== lastProblem) onProblem(`Redis does not respond (${problem}). This instance counts alone.`);
    lastProblem = problem;
  });
  return redis;
}

function sharedOptions(
  storeClient: Redis,
  counting: { points: number; duration: number },
  insuranceLimiter: RateLimiterMemory,
): IRateLimiterRedisOptions {
  return {
    ...counting,
    storeClient,
    insuranceLimiter,
    rejectIfRedisNotReady: true,
    keyPrefix: "reference-provider",
  };
}
