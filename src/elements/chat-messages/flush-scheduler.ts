import { FRAME_MS, FlushPace } from './flush-pace.js';

/** Between flushes, at most. Also how long one waits where no frames come: hidden tabs, frames that are scrolled away. */
const LONGEST_MS = 250;
/** Frames that a flush leaves to input which waits. */
const YIELDS = 3;
/** Of the pause between slow flushes, after which one waits for the next letter while somebody types. */
const TYPING_SHARE = 0.6;

/** What a scheduler takes its time from; tests turn it by hand. */
export interface FlushTiming {
  /** ms from any start. */
  now(): number;
  isInputPending(): boolean;
  /** Changes with each press of a key. */
  keyPresses(): number | undefined;
  requestFrame(callback: () => void): number;
  cancelFrame(frame: number): void;
  setTimer(callback: () => void, delayMs: number): number;
  clearTimer(timer: number | undefined): void;
  /** Calls back when the present frame is painted. */
  afterPaint(callback: () => void): void;
}

const browserTiming: FlushTiming = {
  now: () => performance.now(),
  isInputPending: () => (navigator as { scheduling?: { isInputPending?(): boolean } }).scheduling?.isInputPending?.() ?? false,
  keyPresses: () => (performance as { eventCounts?: ReadonlyMap<string, number> }).eventCounts?.get('keydown'),
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (frame) => cancelAnimationFrame(frame),
  setTimer: (callback, delayMs) => window.setTimeout(callback, delayMs),
  clearTimer: (timer) => clearTimeout(timer),
  // A task of its own comes behind that of the frame in which it is asked for.
  afterPaint: (callback) => setTimeout(callback),
};

/**
 * Runs a task at most once an animation frame, less often while it is slow, and by a timer where there are no frames. Input that
 * waits goes first, and so does the letter of a key that was just pressed.
 */
export class FlushScheduler {
  readonly #task: () => void;
  readonly #timing: FlushTiming;
  readonly #pace = new FlushPace(LONGEST_MS);
  #frame = 0;
  #timer: number | undefined;
  #lastAt = -LONGEST_MS;
  /** Frames that the flush which is due has left to input. */
  #yields = 0;
  #keyPresses: number | undefined;
  /** Keys are pressed while flushes are slow. */
  #isTyping = false;
  /** What the present flush has spent on drawing. */
  #drawingMs = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(task: () => void, timing = browserTiming) {
    this.#task = task;
    this.#timing = timing;
  }

  /** Flushes are far between, for each takes long. */
  get isSlow(): boolean {
    return this.#pace.pauseMs > 0;
  }

  schedule(): void {
    if (this.#timer !== undefined) return;
    const pauseMs = this.#pace.pauseMs * (this.#isTyping ? TYPING_SHARE : 1);
    // Up to the middle between two frames; the next one ends the pause.
    const waitMs = this.isSlow ? this.#lastAt + pauseMs - FRAME_MS / 2 - this.#timing.now() : 0;
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

  /** Runs the part of the task that draws; what follows it is layout, and paint. */
  measureDrawing(draw: () => void): void {
    const start = this.#timing.now();
    draw();
    this.#drawingMs += this.#timing.now() - start;
  }

  readonly #request = (): void => {
    // A quick flush does not keep a letter from its frame. Before a slow one it counts which were pressed since the last.
    if (!this.isSlow) this.#keyPresses = this.#timing.keyPresses();
    this.#timer = this.#timing.setTimer(this.#run, LONGEST_MS);
    this.#frame = this.#timing.requestFrame(this.#onFrame);
  };

  /** Only flushes in a frame tell the pace: without one there is no paint, and nothing to keep up with. */
  readonly #onFrame = (): void => {
    if (this.#mustWait()) {
      this.#frame = this.#timing.requestFrame(this.#onFrame);
      return;
    }
    const start = this.#timing.now();
    this.#run();
    const drawingMs = this.#drawingMs;
    this.#timing.afterPaint(() => this.#pace.note(drawingMs, this.#timing.now() - start));
  };

  #mustWait(): boolean {
    const keyPresses = this.#timing.keyPresses();
    if (keyPresses !== this.#keyPresses || this.#timing.isInputPending()) {
      this.#keyPresses = keyPresses;
      return this.#yields++ < YIELDS;
    }
    // Behind a letter a slow flush is in nobody's way: the next one is farthest then.
    const latestAt = this.#lastAt + this.#pace.pauseMs + YIELDS * FRAME_MS;
    return this.#isTyping && this.#yields === 0 && this.#timing.now() < latestAt;
  }

  readonly #run = (): void => {
    this.cancel();
    this.#isTyping = this.isSlow && this.#yields > 0;
    this.#yields = 0;
    this.#lastAt = this.#timing.now();
    this.#drawingMs = 0;
    this.#task();
  };
}
