import type { SandboxClock } from '../sandbox-options.js';

/** A clock that stands still until a test turns it. */
export class ManualClock implements SandboxClock {
  #now = Date.parse('2026-03-01T12:00:00.000Z');
  #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as never);
  }

  /** Moves on and runs nothing meanwhile: what fell due is late. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Moves on by so many milliseconds and runs what falls due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
  }
}
