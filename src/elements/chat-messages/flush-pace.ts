export const FRAME_MS = 1_000 / 60;
/** A flush whose drawing takes longer takes frames from the page. */
const SLOW_MS = 8;
/** With the layout and the paint that it causes: more than a frame. */
const SLOW_WHOLE_MS = 18;
/** So many in a row, slow or quick, change the pace. */
const IN_A_ROW = 2;
/** What a flush in every frame costs is learnt from the last ones, each with this weight; a hitch counts as half more than a slow one. */
const WEIGHT = 0.2;
const MOST_OF_ONE = 1.5;
/** Up to here, with a frame lost now and then, the page still has more of its frames than with large portions in between. */
const BEARABLE = 1.2;
/** A flush that costs this much of one from which every frame was tried in vain is a reason for another try. */
const HOPE = 0.6;
/** Flushes until the next try without a reason: first, and at most, a minute at 4 a second. */
const LEAST_PATIENCE = 8;
const MOST_PATIENCE = 240;
/** Flushes in every frame after which these count as kept up with. */
const FLUSHES_TO_SETTLE = 30;

/**
 * How long a list rests between flushes. Slow ones double the rest, quick ones halve it. Most of what makes a flush slow is either the
 * number of its rows, and then it goes back to every frame at once, for a frame's share of them is cheap; or it costs the same however
 * little is new, and then every frame is tried again when portions have become cheaper, else less and less often.
 */
export class FlushPace {
  /** ms from one flush to the next; 0 for every frame. */
  pauseMs = 0;
  readonly #longestMs: number;
  #slow = 0;
  #quick = 0;
  /** What a flush costs in every frame, as far as is known; more than 1 is slow. */
  #frameCost = 0;
  /** Flushes in a row that might be quick enough in every frame, and how many of them it takes to try without a reason. */
  #bearable = 0;
  #patience = LEAST_PATIENCE;
  /** Cost of a flush up to which every frame is tried again soon. */
  #hope = 0;
  /** Flushes in every frame since it was tried last, and the pause before it: there a try that fails leads back to. */
  #sinceTry = 0;
  #pauseBeforeTry = 0;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** @param drawingMs what a flush took to draw @param wholeMs with layout and paint */
  note(drawingMs: number, wholeMs: number): void {
    const { pauseMs } = this;
    const cost = Math.max(drawingMs / SLOW_MS, wholeMs / SLOW_WHOLE_MS);
    this.#slow = cost > 1 ? this.#slow + 1 : 0;
    this.#quick = cost > 1 ? 0 : this.#quick + 1;
    if (pauseMs === 0) {
      this.#frameCost += (Math.min(cost, MOST_OF_ONE) - this.#frameCost) * WEIGHT;
      if (++this.#sinceTry > FLUSHES_TO_SETTLE) {
        this.#patience = LEAST_PATIENCE;
        this.#pauseBeforeTry = 0;
      }
      if (this.#slow >= IN_A_ROW) this.#setPause(this.#pauseBeforeTry || 2 * FRAME_MS);
      return;
    }
    this.#bearable = (cost * FRAME_MS) / pauseMs <= 1 ? this.#bearable + 1 : 0;
    const hasReason = this.#frameCost <= BEARABLE || cost <= this.#hope;
    if (this.#bearable >= (hasReason ? IN_A_ROW : this.#patience)) {
      if (!hasReason) this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE);
      this.#hope = cost * HOPE;
      this.#pauseBeforeTry = pauseMs;
      this.#setPause(0);
    } else if (this.#slow >= IN_A_ROW) this.#setPause(Math.min(pauseMs * 2, this.#longestMs));
    else if (this.#quick >= IN_A_ROW) {
      this.#pauseBeforeTry = 0;
      this.#setPause(pauseMs > 2 * FRAME_MS ? pauseMs / 2 : 0);
    }
  }

  #setPause(pauseMs: number): void {
    this.pauseMs = pauseMs;
    this.#slow = this.#quick = this.#sinceTry = 0;
    if (pauseMs === 0) this.#bearable = 0;
  }
}
