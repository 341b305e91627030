import type { ChatClock } from '../room-options.js';

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A clock that a test turns by hand. */
export class HandClock implements ChatClock {
  #now = 1_000;
  #lastHandle = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>();

  /** Timers that wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): number {
    this.#timers.set(++this.#lastHandle, { at: this.#now + delayMs, callback });
    return this.#lastHandle;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** Time goes by without a timer having been served, as in a device that sleeps. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Turns the clock and serves the timers that become due on the way, each with everything it sets off. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([a, { at: aAt }], [b, { at: bAt }]) => aAt - bAt || a - b)[0];
      if (due === undefined) break;
      const [handle, { at, callback }] = due;
      this.#timers.delete(handle);
      this.#now = Math.max(this.#now, at);
      callback();
      await settle();
    }
    this.#now = end;
  }
}
