import { FRAME_MS, FlushPace } from './flush-pace.js';

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
 * Runs a task at most once an animation frame, less often while it is slow, and by a timer where there are no frames. Input that
 * waits goes first.
 */
export class FlushScheduler {
  readonly #task: () => void;
  readonly #timing: FlushTiming;
  readonly #pace = new FlushPace(LONGEST_MS);
  #frame = 0;
  #timer: number | undefined;
  #lastAt = -LONGEST_MS;
  #yields = 0;
  /** What the present flush has spent on drawing. */
  #drawingMs = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(task: () => void, timing = browserTiming) {
    this.#task = task;
    this.#timing = timing;
  }

  schedule(): void {
    if (this.#timer !== undefined) return;
    // Up to the middle between two frames; the next one ends the pause.
    const { pauseMs } = this.#pace;
    const waitMs = pauseMs === 0 ? 0 : this.#lastAt + pauseMs - FRAME_MS / 2 - this.#timing.now();
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

  /** Runs the part of the task that draws; what follows it is layout. */
  measureDrawing(draw: () => void): void {
    const start = this.#timing.now();
    draw();
    this.#drawingMs += this.#timing.now() - start;
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
    this.#drawingMs = 0;
    this.#task();
    this.#pace.note(this.#drawingMs, this.#timing.now() - this.#lastAt);
  };
}
