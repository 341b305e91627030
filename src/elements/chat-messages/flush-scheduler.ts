/** A flush whose drawing takes longer takes frames from the page. */
const SLOW_MS = 8;
/** So many in a row, slow or quick, change the pace. */
const IN_A_ROW = 2;
/** After so many at the slowest pace a quicker one is tried: larger portions cost more, and tell nothing about small ones. */
const FLUSHES_TO_RETRY = 20;
const FRAME_MS = 1_000 / 60;
/** Between flushes, at most. Also how long one waits where no frames come: hidden tabs, frames that are scrolled away. */
const LONGEST_MS = 250;
/** Frames that a flush leaves to input which waits. */
const YIELDS = 3;

/** What a scheduler takes its time from; tests turn it by hand. */
export interface FlushTiming {
  /** ms from any start. */
  now(): number;
  isInputPending(): boolean;
  requestFrame(callback: () => void): number;
  cancelFrame(frame: number): void;
  setTimer(callback: () => void, delayMs: number): number;
  clearTimer(timer: number | undefined): void;
}

const browserTiming: FlushTiming = {
  now: () => performance.now(),
  isInputPending: () => (navigator as { scheduling?: { isInputPending?(): boolean } }).scheduling?.isInputPending?.() ?? false,
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (frame) => cancelAnimationFrame(frame),
  setTimer: (callback, delayMs) => window.setTimeout(callback, delayMs),
  clearTimer: (timer) => clearTimeout(timer),
};

/**
 * Runs a task at most once an animation frame, and by a timer where there are no frames. While its drawing is slow it runs half as
 * often, and half again, down to 4 times a second; it comes back by itself. Input that waits goes first.
 */
export class FlushScheduler {
  readonly #task: () => void;
  readonly #timing: FlushTiming;
  #frame = 0;
  #timer: number | undefined;
  /** From one flush to the next; 0 for every frame. */
  #pauseMs = 0;
  #lastAt = -LONGEST_MS;
  #wasSlow = false;
  #inARow = 0;
  #yields = 0;
  /** What the present flush has spent on drawing. */
  #costMs = 0;
  #atSlowest = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(task: () => void, timing = browserTiming) {
    this.#task = task;
    this.#timing = timing;
  }

  schedule(): void {
    if (this.#timer !== undefined) return;
    // Up to the middle between two frames; the next one ends the pause.
    const waitMs = this.#pauseMs === 0 ? 0 : this.#lastAt + this.#pauseMs - FRAME_MS / 2 - this.#timing.now();
    if (waitMs > 0) this.#timer = this.#timing.setTimer(this.#request, waitMs);
    else this.#request();
  }

  /** Resolves after the flush that is due; at once where none is. */
  get done(): Promise<void> {
    return new Promise((resolve) => (this.#timer === undefined ? resolve() : this.#waiting.push(resolve)));
  }

  cancel(): void {
    this.#timing.clearTimer(this.#timer);
    this.#timing.cancelFrame(this.#frame);
    this.#timer = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /**
   * Runs the part of the task that counts as its cost. Not the layout that follows it: the browser owes one for every frame with new
   * rows, and larger portions would only make it longer.
   */
  measure(work: () => void): void {
    const start = this.#timing.now();
    work();
    this.#costMs += this.#timing.now() - start;
  }

  readonly #request = (): void => {
    this.#timer = this.#timing.setTimer(this.#run, LONGEST_MS);
    this.#frame = this.#timing.requestFrame(this.#onFrame);
  };

  readonly #onFrame = (): void => {
    if (this.#yields < YIELDS && this.#timing.isInputPending()) {
      this.#yields++;
      this.#frame = this.#timing.requestFrame(this.#onFrame);
    } else this.#run();
  };

  readonly #run = (): void => {
    this.cancel();
    this.#yields = 0;
    this.#lastAt = this.#timing.now();
    this.#costMs = 0;
    this.#task();
    this.#adapt(this.#costMs > SLOW_MS);
  };

  #adapt(isSlow: boolean): void {
    this.#atSlowest = this.#pauseMs === LONGEST_MS ? this.#atSlowest + 1 : 0;
    if (this.#atSlowest > FLUSHES_TO_RETRY) {
      this.#pauseMs = 0;
      this.#inARow = 0;
      return;
    }
    this.#inARow = isSlow === this.#wasSlow ? this.#inARow + 1 : 1;
    this.#wasSlow = isSlow;
    if (this.#inARow < IN_A_ROW) return;
    this.#inARow = 0;
    if (isSlow) this.#pauseMs = Math.min(Math.max(this.#pauseMs, FRAME_MS) * 2, LONGEST_MS);
    else this.#pauseMs = this.#pauseMs > 2 * FRAME_MS ? this.#pauseMs / 2 : 0;
  }
}
