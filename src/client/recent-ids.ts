/** At the service's limits (300 frames/s) these are the last 13 seconds: more than two paths can differ. A power of two. */
export const REMEMBERED_IDS = 4_096;

/** Longer ids are not remembered, so that the memory is bounded in bytes too. The service's have 12 characters. */
const LONGEST_ID = 64;

/** What it leaves of a number is a place among them. */
const MASK = REMEMBERED_IDS - 1;

/**
 * Remembers the newest ids in bounded memory: a ring, and chains through it of the ids that have the same hash. The oldest goes for
 * nothing and nothing ever grows; with two generations of `Set` a whole connection had a tenth less throughput.
 */
export class RecentIds {
  readonly #ids: string[] = [];
  /** By place: the number of the id before with the same hash. */
  readonly #earlier: number[] = [];
  /** By hash: the number of the latest id that has it. */
  readonly #latest = Array<number>(REMEMBERED_IDS).fill(0);
  /** Ids are numbered from 1. */
  #count = 0;
  /** Of the id looked for last. */
  #hash = 0;

  has(id: string): boolean {
    let hash = 0;
    for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) & MASK;
    this.#hash = hash;
    for (let number = this.#latest[hash]!; number >= this.#count - MASK; number = this.#earlier[number & MASK]!) {
      if (this.#ids[number & MASK] === id) return true;
    }
    return false;
  }

  /** `false` when the id is remembered already. */
  add(id: string): boolean {
    if (id.length > LONGEST_ID) return true;
    if (this.has(id)) return false;
    const place = ++this.#count & MASK;
    this.#ids[place] = id;
    this.#earlier[place] = this.#latest[this.#hash]!;
    this.#latest[this.#hash] = this.#count;
    return true;
  }
}
