interface Entry {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** A clock whose hours pass as fast as the work in them is done. Whole milliseconds only. */
export class VirtualTime {
  readonly #heap: Entry[] = [];
  #now: number;
  #order = 0;

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly setTimeout = (run: () => void, ms: number): unknown => {
    const entry = { at: this.#now + Math.max(0, Math.ceil(ms)), order: this.#order++, run };
    this.#push(entry);
    return entry;
  };

  readonly clearTimeout = (handle: unknown): void => {
    if (handle) (handle as Entry).run = undefined;
  };

  /** Timers that wait. */
  get waiting(): number {
    return this.#heap.filter(({ run }) => run !== undefined).length;
  }

  /** Lets time pass; promises settle between one millisecond and the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#now = next.at;
      for (let due = this.#heap[0]; due && due.at === this.#now; due = this.#heap[0]) {
        this.#pop();
        due.run?.();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent])) break;
      heap[at] = heap[parent] as Entry;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child])) child++;
      if (!before(heap[child] as Entry, last)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Entry, b: Entry | undefined): boolean {
  return b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order);
}
