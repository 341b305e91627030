import type { SandboxClock } from './sandbox-options.js';

const windowMs = 1000;

/** Grants at most so many takings in any second. Refused takings do not count. */
export class RateLimit {
  readonly #clock: SandboxClock;
  #taken: number[] = [];

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** `null` or `Infinity` is no limit. */
  tryTake(limit: number | null): boolean {
    if (limit === null || limit === Infinity) return true;
    const now = this.#clock.now();
    const first = this.#taken.findIndex((at) => at > now - windowMs);
    this.#taken = first === -1 ? [] : this.#taken.slice(first);
    if (this.#taken.length >= limit) return false;
    this.#taken.push(now);
    return true;
  }
}
