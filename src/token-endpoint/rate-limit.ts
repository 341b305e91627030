import { EndpointError } from './endpoint-error.js';
import { describeError } from './log.js';

/** How often a user has called in the current window. */
export interface RateLimitHit {
  /** Calls in this window, this one included. */
  readonly count: number;
  /** Milliseconds until the window ends and counting starts anew. */
  readonly resetMs: number;
}

/**
 * Counts calls in windows that open with a key's first call. Where several instances of a server share the work, give them one
 * that counts in one place (Redis: `INCR`, `PEXPIRE` after the first, `PTTL`).
 */
export interface RateLimitStore {
  hit(key: string, windowMs: number): RateLimitHit | Promise<RateLimitHit>;
}

export interface RateLimitOptions {
  /** Calls a user may make in a window; default 30 for tokens: eight cover a bad minute on a train, two tabs twice that. */
  readonly max?: number;
  /** Length of the window in seconds; default 60. */
  readonly perSeconds?: number;
  /** Default: this process's memory, which is right for one instance. */
  readonly store?: RateLimitStore;
}

/** Counts in this process's memory; remembers a key for one window. */
export class MemoryRateLimitStore implements RateLimitStore {
  readonly #now: () => number;
  /** By window length, so that each map's keys stand in the order in which their windows end. */
  readonly #windows = new Map<number, Map<string, { count: number; readonly endsAt: number }>>();

  /** @param now A clock in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Keys remembered. */
  get size(): number {
    return [...this.#windows.values()].reduce((sum, keys) => sum + keys.size, 0);
  }

  hit(key: string, windowMs: number): RateLimitHit {
    const now = this.#now();
    const keys = this.#windows.get(windowMs) ?? new Map<string, { count: number; readonly endsAt: number }>();
    this.#windows.set(windowMs, keys);
    for (const [old, { endsAt }] of keys) {
      if (endsAt > now) break;
      keys.delete(old);
    }
    let entry = keys.get(key);
    if (entry === undefined) keys.set(key, (entry = { count: 0, endsAt: now + windowMs }));
    entry.count += 1;
    return { count: entry.count, resetMs: entry.endsAt - now };
  }
}

/** Lets a key through, or rejects with EndpointError 429; 503 when the store fails, because nobody knows then. */
export type RateLimiter = (key: string) => Promise<void>;

/** @throws TypeError for numbers below 1 or not whole. */
export function createRateLimiter({ max = 30, perSeconds = 60, store = new MemoryRateLimitStore() }: RateLimitOptions = {}): RateLimiter {
  for (const [name, value] of Object.entries({ max, perSeconds })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`rateLimit.${name}: expected a whole number from 1, got ${value}.`);
  }
  return async (key) => {
    const { count, resetMs } = await hit(store, key, perSeconds * 1000);
    if (count > max) throw new EndpointError(429, '', { retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)) });
  };
}

async function hit(store: RateLimitStore, key: string, windowMs: number): Promise<RateLimitHit> {
  try {
    return await store.hit(key, windowMs);
  } catch (cause) {
    throw new EndpointError(503, `The rate limit's store failed: ${describeError(cause)}`, { cause });
  }
}
