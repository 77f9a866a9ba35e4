import type { CatalogueOperation } from "@integrations-api/scenarios";
import type { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { createDependency, type Dependency } from "../dependency.ts";

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
/** How long an exceeded limit is taken for granted. Then a token that was revoked in the meantime gets a 401. */
const longestTrustMs = 10_000;

/** Counts the requests of each token. */
export async function createRateLimit({ limit, redisUrl, onProblem }: RateLimitOptions): Promise<RateLimit> {
  const counting = { points: limit.requests, duration: limit.seconds };
  const alone = new RateLimiterMemory(counting);
  const health = createDependency({ name: "Redis", consequence: "This instance counts alone.", onProblem });
  const redis = redisUrl === undefined ? undefined : await connect(redisUrl, health);
  const shared =
    redis && new RateLimiterRedis({ ...counting, storeClient: redis, rejectIfRedisNotReady: true, keyPrefix });
  /** By key, the limits that are known to be exceeded. */
  const exceeded = new Map<string, { until: number; timer: NodeJS.Timeout }>();

  async function consume(key: string): Promise<RateLimiterRes> {
    const counted = await shared?.consume(key).catch((reason: unknown) => reason);
    if (counted instanceof RateLimiterRes) health.works();
    else if (shared) health.fails(counted);
    // What is over the limit is a rejection too.
    return counted instanceof RateLimiterRes ? counted : alone.consume(key).catch((over: RateLimiterRes) => over);
  }

  return {
    exceeded(key) {
      const { until } = exceeded.get(key) ?? {};
      return until === undefined
        ? undefined
        : toAllowance(limit, { isExceeded: true, waitMs: until - performance.now() });
    },
    async count(key) {
      const { consumedPoints, msBeforeNext } = await consume(key);
      const isExceeded = consumedPoints > limit.requests;
      // A clock that was set back makes the wait look longer than it can be.
      const waitMs = Math.min(msBeforeNext, limit.seconds * 1000);
      if (isExceeded) {
        clearTimeout(exceeded.get(key)?.timer);
        const timer = setTimeout(() => exceeded.delete(key), Math.min(waitMs, longestTrustMs)).unref();
        exceeded.set(key, { until: performance.now() + waitMs, timer });
      }
      return toAllowance(limit, { isExceeded, waitMs, remaining: limit.requests - consumedPoints });
    },
    close() {
      redis?.disconnect();
    },
  };
}

const keyPrefix = "reference-provider";

function toAllowance(
  limit: Limit,
  { isExceeded, waitMs, remaining = 0 }: { isExceeded: boolean; waitMs: number; remaining?: number },
): Allowance {
  return { limit, isExceeded, remaining: Math.max(remaining, 0), resetSeconds: Math.max(Math.ceil(waitMs / 1000), 1) };
}

async function connect(url: string, health: Dependency): Promise<Redis> {
  // Most providers run without it.
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    commandTimeout: redisTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempts) => Math.min(attempts * 50, 1000),
  });
  return redis.on("error", (error: Error) => health.fails(error));
}
