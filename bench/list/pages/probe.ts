import { newestRow, numberOf, shownLists, type ShownList } from './shown-list.js';

/**
 * Runs in every page of the benchmark, before anything else: notes when frames of the socket arrive and, once a frame is painted,
 * which message is the newest on screen.
 */

/** Arrivals that are remembered; a list further behind counts from the oldest of them. */
const ARRIVALS = 1 << 17;
/** Longest latency that is told apart, ms. */
const LONGEST_MS = 30_000;
/** The place of the newest row is looked at once in so many frames. */
const FRAMES_A_SAMPLE = 6;
/** Rows may end on a fraction of a pixel. */
const PIN_TOLERANCE_PX = 2;

export interface ProbeReport {
  readonly seconds: number;
  readonly frames: number;
  /** ms from a frame of the socket to the paint of its message: the median, and what 95 of 100 do not exceed. */
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
  /** Samples in which the newest row stood in view. */
  readonly pinned: number;
  readonly longTasks: number;
  readonly longestTask: number;
  readonly arrived: number;
  /** Number of the newest message that was painted. */
  readonly painted: number;
}

interface PageInfo {
  readonly list: string;
  readonly token: string;
}

class Probe {
  /** Messages that came through the socket. */
  arrived = 0;
  /** Messages that `<ivs-chat-room>` told the page of. */
  told = 0;
  /** Number of the newest message on screen. */
  painted = 0;
  /** When it was painted. */
  paintedAt = 0;
  /** When the first message after `noteNextArrival()` came. */
  notedArrivalAt = 0;
  /** Just before the script of the list. */
  startedAt = 0;
  info: PageInfo = { list: '', token: '' };
  emotes: Readonly<Record<string, { readonly url: string }>> = {};
  readonly #arrivals = new Float64Array(ARRIVALS);
  readonly #latencies = new Uint32Array(LONGEST_MS + 1);
  readonly #frameEnds = new MessageChannel();
  readonly #awaited: { readonly number: number; readonly tell: () => void }[] = [];
  #list: ShownList | undefined;
  #frames = 0;
  #samples = 0;
  #pinned = 0;
  #longTasks = 0;
  #longestTask = 0;
  #beganAt = 0;

  open(info: PageInfo, emotes: Probe['emotes']): void {
    this.info = info;
    this.emotes = emotes;
    this.#list = shownLists[info.list];
    this.#frameEnds.port1.onmessage = () => this.#onFrameEnd();
    requestAnimationFrame(this.#onFrame);
    addEventListener('ivs-chat-message', () => (this.told += 1));
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) this.#onLongTask(duration);
    }).observe({ type: 'longtask' });
  }

  onArrival(): void {
    const now = performance.now();
    this.notedArrivalAt ||= now;
    this.arrived += 1;
    this.#arrivals[this.arrived % ARRIVALS] = now;
  }

  noteNextArrival(): void {
    this.notedArrivalAt = 0;
  }

  /** Counts from here on. */
  begin(): void {
    this.#latencies.fill(0);
    this.#frames = this.#samples = this.#pinned = this.#longTasks = this.#longestTask = 0;
    this.#beganAt = performance.now();
  }

  report(): ProbeReport {
    const seconds = (performance.now() - this.#beganAt) / 1000;
    return {
      seconds,
      frames: this.#frames,
      p50: this.#quantile(0.5),
      p95: this.#quantile(0.95),
      samples: this.#samples,
      pinned: this.#pinned,
      longTasks: this.#longTasks,
      longestTask: this.#longestTask,
      arrived: this.arrived,
      painted: this.painted,
    };
  }

  /** Resolves when this message, or a newer one, is painted. */
  whenPainted(number: number): Promise<void> {
    return new Promise((tell) => {
      if (this.painted >= number) tell();
      else this.#awaited.push({ number, tell });
    });
  }

  /** Numbers of the rows in the document, first to last. */
  shownNumbers(): number[] {
    return Array.from(this.#list?.rows()?.children ?? [], (row) => numberOf(row)).filter((number) => number > 0);
  }

  get viewport(): Element | undefined {
    return this.#list?.viewport() ?? undefined;
  }

  get rows(): Element | undefined {
    return this.#list?.rows() ?? undefined;
  }

  readonly #onFrame = (): void => {
    this.#frames += 1;
    // A task of its own comes after style, layout and paint of this frame.
    this.#frameEnds.port2.postMessage(undefined);
    requestAnimationFrame(this.#onFrame);
  };

  #onFrameEnd(): void {
    const list = this.#list;
    if (list === undefined || this.arrived === 0) return;
    const row = newestRow(list);
    const newest = numberOf(row);
    if (newest > this.painted) this.#onPainted(newest);
    if (this.#frames % FRAMES_A_SAMPLE === 0 && row !== undefined) this.#samplePin(list, row);
  }

  #onPainted(newest: number): void {
    const now = performance.now();
    const first = Math.max(this.painted + 1, newest - ARRIVALS + 1);
    for (let number = first; number <= newest; number++) this.#count(now - (this.#arrivals[number % ARRIVALS] ?? now));
    this.painted = newest;
    this.paintedAt = now;
    while (this.#awaited[0] && this.#awaited[0].number <= newest) this.#awaited.shift()?.tell();
  }

  #samplePin(list: ShownList, row: Element): void {
    const view = list.viewport()?.getBoundingClientRect();
    if (view === undefined) return;
    const { top, bottom } = row.getBoundingClientRect();
    this.#samples += 1;
    if (bottom <= view.bottom + PIN_TOLERANCE_PX && top >= view.top - PIN_TOLERANCE_PX) this.#pinned += 1;
  }

  #count(latency: number): void {
    const ms = Math.min(LONGEST_MS, Math.max(0, Math.round(latency)));
    this.#latencies[ms] = (this.#latencies[ms] ?? 0) + 1;
  }

  #onLongTask(duration: number): void {
    this.#longTasks += 1;
    this.#longestTask = Math.max(this.#longestTask, duration);
  }

  /** Messages that came and are not painted yet count as old as they are. */
  #quantile(share: number): number {
    const counts = Uint32Array.from(this.#latencies);
    const now = performance.now();
    for (let number = this.painted + 1; number <= this.arrived; number++) {
      const age = Math.min(LONGEST_MS, Math.round(now - (this.#arrivals[number % ARRIVALS] ?? now)));
      counts[age] = (counts[age] ?? 0) + 1;
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    let seen = 0;
    return counts.findIndex((count) => (seen += count) >= total * share && total > 0);
  }
}

declare global {
  interface Window {
    bench: Probe;
  }
}

window.bench = new Probe();

const Native = WebSocket;
window.WebSocket = class extends Native {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', () => window.bench.onArrival());
  }
};
