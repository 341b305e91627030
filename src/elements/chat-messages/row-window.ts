import { keyOf, withoutText, type ListMessage } from './list-message.js';
import type { Transcript } from './transcript.js';

/** Rows that are drawn while the list follows the newest message, at most. */
export const MAX_ROWS = 200;
/**
 * What a cut leaves of them. Whenever rows leave above, the browser paints all that stay anew, so they leave together. A transcript
 * that keeps no more than `MAX_ROWS` lets go of its messages one by one, and never comes to a cut.
 */
const MIN_ROWS = 150;
/** New rows in a flush up to which this pays: with more, some leave in nearly every one all the same. */
const MOST_IN_A_TRICKLE = (MAX_ROWS - MIN_ROWS) / 2;
/** Rows before one that is looked up. */
const ROWS_BEFORE = 50;

/**
 * Which messages are rows. While the list follows: the newest 150 to 200. While somebody reads: what is drawn stays, also when the
 * transcript had to let go of it, and new ones are appended below, up to as many as the transcript keeps. From then on they are
 * only counted, until the list follows again.
 */
export class RowWindow {
  /** The rows, oldest first. */
  rows: readonly ListMessage[] = [];
  /** Messages before the first row that came while somebody read, and were never drawn. */
  missing = 0;
  readonly #isHidden: (message: ListMessage) => boolean;
  #transcript: Transcript | undefined;
  #hidesDeleted = false;
  #isReading = false;
  /** What had arrived, and what had been written here, when the list followed last. */
  #seen = 0;
  #written = 0;
  /** What had arrived when `rows` were last brought up to date. */
  #taken = 0;
  /** New rows that may still be appended; 0 for good once one was left out, lest a gap show as none. */
  #vacancies = 0;
  /** Arrivals that were left out. */
  #skipped = 0;
  /** Keys of what was there when somebody began to read. */
  #known: ReadonlySet<string> = new Set();
  /** Keys of what came since and the page hides, and how many of these the transcript let go of. */
  #hiddenNews: ReadonlySet<string> = new Set();
  #hiddenGone = 0;

  /** @param isHidden whether the page hides a message */
  constructor(isHidden: (message: ListMessage) => boolean = () => false) {
    this.#isHidden = isHidden;
  }

  /** Messages that came since the list followed last. What the page hides is news to nobody. */
  get newCount(): number {
    return this.#isReading ? this.#arrivals - this.#seen - this.#hiddenNews.size - this.#hiddenGone : 0;
  }

  /** The participant wrote something since the list followed last. */
  get hasOwnNews(): boolean {
    return (this.#transcript?.written ?? 0) > this.#written;
  }

  get #arrivals(): number {
    return this.#transcript?.arrivals ?? 0;
  }

  /** @returns whether it is another transcript than before, of which nothing was read yet */
  use(transcript: Transcript, hidesDeleted: boolean): boolean {
    const isOther = transcript !== this.#transcript;
    this.#transcript = transcript;
    this.#hidesDeleted = hidesDeleted;
    if (isOther) {
      this.#isReading = false;
      this.missing = this.#taken = 0;
      this.rows = [];
    }
    return isOther;
  }

  /** Whether the transcript would soon let go of messages that were not taken yet. Asked at each arrival. */
  get mustTake(): boolean {
    return this.#vacancies > 0 && this.#isReading && this.#isLateBy(this.#arrivals - this.#taken);
  }

  /** Shows the newest messages. */
  follow(): void {
    const transcript = this.#transcript;
    if (transcript === undefined) return;
    if (this.#isReading) this.take();
    const newest = this.#newest(transcript);
    if (this.#isReading) this.missing = this.#countMissing(newest);
    if (newest.length === 0) this.missing = 0;
    this.rows = newest;
    this.#isReading = false;
    this.#seen = this.#taken = transcript.arrivals;
    this.#written = transcript.written;
  }

  /** What is drawn stays at the top until it is too much. */
  #newest(transcript: Transcript): ListMessage[] {
    const [first] = this.rows;
    const key = first && keyOf(first);
    const newest: ListMessage[] = [];
    let isWhole = false;
    for (let i = transcript.size - 1; i >= 0 && newest.length < (isWhole ? MIN_ROWS : MAX_ROWS); i--) {
      const message = transcript.at(i)!;
      this.#keep(message, newest);
      if (keyOf(message) === key) isWhole = true;
    }
    const isCut = !isWhole && !this.#isReading && transcript.arrivals - this.#taken <= MOST_IN_A_TRICKLE;
    if (isCut) newest.splice(MIN_ROWS);
    return newest.reverse();
  }

  /** Somebody reads from now on, until the list follows. */
  read(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#vacancies = this.#transcript?.maxMessages ?? 0;
    this.#skipped = 0;
    const known = new Set(this.rows.map(keyOf));
    const seenEnd = (this.#transcript?.size ?? 0) - (this.#arrivals - this.#taken);
    for (let i = 0; i < seenEnd; i++) known.add(keyOf(this.#transcript!.at(i)!));
    this.#known = known;
    this.#hiddenNews = new Set();
    this.#hiddenGone = 0;
  }

  /**
   * Somebody looks up a message: shows it, some before it, and as many of the later ones as a list that is read holds.
   * @returns whether it is here and may be shown
   */
  showAround(messageId: string): boolean {
    const transcript = this.#transcript;
    const message = transcript?.find(messageId);
    if (transcript === undefined || message === undefined || !this.#isShown(message)) return false;
    let first = transcript.size - 1;
    while (first > 0 && transcript.at(first) !== message) first--;
    first = Math.max(first - ROWS_BEFORE, 0);
    const end = Math.min(transcript.size, first + MAX_ROWS + transcript.maxMessages);
    const rows: ListMessage[] = [];
    for (let i = first; i < end; i++) this.#keep(transcript.at(i)!, rows);
    this.rows = rows;
    this.read();
    this.#taken = transcript.arrivals;
    this.#skipped = transcript.size - end;
    this.#vacancies = this.#skipped > 0 ? 0 : transcript.maxMessages;
    this.missing = 0;
    return true;
  }

  /** Takes in what happened while somebody reads. */
  take(): void {
    const transcript = this.#transcript;
    if (transcript === undefined) return;
    const rows: ListMessage[] = [];
    const drawn = new Set<string>();
    for (const row of this.rows) {
      const key = keyOf(row);
      if (transcript.get(key) !== undefined) drawn.add(key);
      else if (transcript.wasTrimmed(row)) this.#keep(!row.deleted && transcript.wasDeleted(row.id) ? withoutText(row) : row, rows);
    }
    const first = firstOf(drawn, transcript);
    const arrived = transcript.arrivals - this.#taken;
    this.#taken = transcript.arrivals;
    const hidden = this.#noteHidden(transcript);
    // Some came and went unseen.
    if (transcript.size - first - drawn.size < arrived && this.#isLateBy(arrived)) this.#vacancies = 0;
    let added = 0;
    for (let i = first; i < transcript.size; i++) {
      const message = transcript.at(i)!;
      if (drawn.has(keyOf(message))) this.#keep(message, rows);
      else if (added < this.#vacancies && this.#isShown(message)) {
        rows.push(message);
        added++;
      }
    }
    this.#vacancies -= added;
    if (this.#vacancies === 0) this.#skipped += Math.max(arrived - added - hidden, 0);
    this.rows = rows;
  }

  /** Looks which arrivals the page hides now. @returns how many more these are */
  #noteHidden(transcript: Transcript): number {
    const before = this.#hiddenNews;
    const hidden = new Set<string>();
    for (let i = 0; i < transcript.size; i++) {
      const message = transcript.at(i)!;
      const key = keyOf(message);
      if (this.#isHidden(message) && !this.#known.has(key)) hidden.add(key);
    }
    let gone = 0;
    for (const key of before) if (transcript.get(key) === undefined) gone++;
    this.#hiddenGone += gone;
    this.#hiddenNews = hidden;
    return Math.max(hidden.size + gone - before.size, 0);
  }

  #isLateBy(arrived: number): boolean {
    return arrived * 2 > (this.#transcript?.maxMessages ?? 0);
  }

  #isShown(message: ListMessage): boolean {
    return (!this.#hidesDeleted || message.deleted === undefined) && !this.#isHidden(message);
  }

  #keep(message: ListMessage, rows: ListMessage[]): void {
    if (this.#isShown(message)) rows.push(message);
  }

  #countMissing(newest: readonly ListMessage[]): number {
    const drawn = new Set(this.rows.map(keyOf));
    return Math.max(this.#skipped - newest.filter((message) => !drawn.has(keyOf(message))).length, 0);
  }
}

/** Where the first of the drawn messages stands; 0 where none is left, for all others are younger. */
function firstOf(drawn: ReadonlySet<string>, transcript: Transcript): number {
  let first = drawn.size === 0 ? 0 : transcript.size;
  for (let left = drawn.size; left > 0 && first > 0; first--) if (drawn.has(keyOf(transcript.at(first - 1)!))) left--;
  return first;
}
