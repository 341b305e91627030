export const FRAME_MS = 1_000 / 60;
/** A flush whose drawing takes longer takes frames from the page. */
const SLOW_MS = 8;
/** With the layout that it causes: two thirds of a frame. */
const SLOW_WHOLE_MS = 11;
/** So many in a row, slow or quick, change the pace. */
const IN_A_ROW = 2;
/** Flushes in every frame after which these count as kept up with. */
const FLUSHES_TO_SETTLE = 30;
/** Flushes between two tries of every frame, at most: a minute at 4 a second. */
const MOST_PATIENCE = 240;

/**
 * How long a list rests between flushes. Slow ones double the rest, quick ones halve it. Larger portions cost more, so a list that
 * rests also goes back to every frame when a frame's share of a portion would be quick enough; each time that this was a mistake, it
 * waits twice as long before the next try.
 */
export class FlushPace {
  /** ms from one flush to the next; 0 for every frame. */
  pauseMs = 0;
  readonly #longestMs: number;
  #slow = 0;
  #quick = 0;
  /** Flushes in a row that would be quick enough in every frame, and how many of them it takes to try. */
  #bearable = 0;
  #patience = IN_A_ROW;
  /** Flushes in every frame since it was tried last. */
  #sinceTry = 0;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** @param drawingMs what the present flush took to draw @param wholeMs with the layout */
  note(drawingMs: number, wholeMs: number): void {
    const { pauseMs } = this;
    const isQuick = (share: number): boolean => drawingMs * share <= SLOW_MS && wholeMs * share <= SLOW_WHOLE_MS;
    const isSlow = !isQuick(1);
    this.#slow = isSlow ? this.#slow + 1 : 0;
    this.#quick = isSlow ? 0 : this.#quick + 1;
    if (pauseMs === 0) {
      if (++this.#sinceTry > FLUSHES_TO_SETTLE) this.#patience = IN_A_ROW;
      if (this.#slow >= IN_A_ROW) this.#setPause(2 * FRAME_MS);
      return;
    }
    this.#bearable = isQuick(FRAME_MS / pauseMs) ? this.#bearable + 1 : 0;
    if (this.#bearable >= this.#patience) {
      this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE);
      this.#setPause(0);
    } else if (this.#slow >= IN_A_ROW) this.#setPause(Math.min(pauseMs * 2, this.#longestMs));
    else if (this.#quick >= IN_A_ROW) this.#setPause(pauseMs > 2 * FRAME_MS ? pauseMs / 2 : 0);
  }

  #setPause(pauseMs: number): void {
    this.pauseMs = pauseMs;
    this.#slow = this.#quick = this.#sinceTry = 0;
    if (pauseMs === 0) this.#bearable = 0;
  }
}
