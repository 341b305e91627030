/**
 * Remembers the newest ids, between `capacity` and twice as many, in bounded memory. Two generations: when the younger is
 * full it becomes the older, and the former older one is let go at once, which costs less than evicting id by id.
 */
export class RecentIds {
  readonly #capacity: number;
  #young = new Set<string>();
  #old = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  /** `false` when the id is remembered already. */
  add(id: string): boolean {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    if (this.#old.has(id)) return false;
    // Whether the set grew tells the same as another look into it.
    const { size } = this.#young;
    return this.#young.add(id).size > size;
  }
}
