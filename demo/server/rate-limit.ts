import type { SandboxClock } from './sandbox-options.js';

/** Grants at most so many takings in any window, a second unless said. Refused takings do not count. */
export class RateLimit {
  readonly #clock: SandboxClock;
  readonly #windowMs: number;
  #taken: number[] = [];

  constructor(clock: SandboxClock, windowMs = 1000) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  /** `null` or `Infinity` is no limit. */
  tryTake(limit: number | null): boolean {
    if (limit === null || limit === Infinity) return true;
    const now = this.#clock.now();
    const first = this.#taken.findIndex((at) => at > now - this.#windowMs);
    this.#taken = first === -1 ? [] : this.#taken.slice(first);
    if (this.#taken.length >= limit) return false;
    this.#taken.push(now);
    return true;
  }

  /** Milliseconds until the oldest taking leaves the window. */
  get waitMs(): number {
    const oldest = this.#taken[0];
    return oldest === undefined ? 0 : Math.max(0, oldest + this.#windowMs - this.#clock.now());
  }
}
