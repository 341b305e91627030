/** Rows that are remembered: the first ones may be removed. */
const ANCHORS = 8;

/** A row, and how far its upper edge is from the viewport's. */
interface Anchor {
  readonly row: Element;
  readonly offset: number;
}

/**
 * Where a list stands for its reader: the rows in view, from the first that begins there.
 *
 * The place is kept by hand, in every browser the same. Scroll anchoring is not used: WebKit has none, and Chromium holds on to
 * the row that is cut off by the upper edge, so that what is being read jumps when that row is deleted.
 */
export class ReadingPlace {
  readonly #viewport: HTMLElement;
  readonly #list: HTMLElement;
  #anchors: readonly Anchor[] = [];

  constructor(viewport: HTMLElement, list: HTMLElement) {
    this.#viewport = viewport;
    this.#list = list;
  }

  /** Without a box there is no place. */
  get #hasBox(): boolean {
    return this.#viewport.clientHeight > 0;
  }

  /** Takes the present place for the reader's. */
  remember(): void {
    if (!this.#hasBox) return;
    const rows = this.#list.children;
    const { top, bottom } = this.#viewport.getBoundingClientRect();
    let first = 0;
    let end = rows.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (topOf(rows[middle]!) >= top) end = middle;
      else first = middle + 1;
    }
    // One row may be taller than the view.
    const isFilled = first > 0 && (first === rows.length || topOf(rows[first]!) >= bottom);
    const anchors: Anchor[] = [];
    for (let row = rows[isFilled ? first - 1 : first]; row && anchors.length < ANCHORS; row = row.nextElementSibling ?? undefined) {
      anchors.push({ row, offset: topOf(row) - top });
    }
    this.#anchors = anchors;
  }

  /** Changes rows, and goes back to the place. */
  keep(change: () => void): void {
    const [first] = this.#anchors;
    // What was remembered at the last scroll stays the measure: corrections are rounded to pixels, and would add up.
    if (first?.row.isConnected !== true && !this.#anchors.some(isThere)) this.remember();
    const below: Element[] = [];
    for (let row = this.#anchors[0]?.row; row; row = row.nextElementSibling ?? undefined) below.push(row);
    change();
    // All that was in view is gone: what followed takes its place.
    const next = this.#anchors.some(isThere) ? undefined : below.find((row) => row.isConnected);
    if (next !== undefined) this.#anchors = [{ row: next, offset: this.#anchors[0]!.offset }];
    this.restore();
  }

  /** Goes back to the place after something has changed its size. */
  restore(): void {
    const anchor = this.#anchors.find(isThere);
    if (anchor === undefined || !this.#hasBox) return;
    const moved = onScreen(topOf(anchor.row) - topOf(this.#viewport)) - onScreen(anchor.offset);
    if (moved !== 0) this.#viewport.scrollTop += moved;
    // The view became lower than that: it is another row that is read.
    if (anchor.offset >= this.#viewport.clientHeight) this.remember();
  }
}

function isThere({ row }: Anchor): boolean {
  return row.isConnected;
}

/** Where it is drawn in the viewport: heights are fractions, pixels of the screen are whole. */
function onScreen(px: number): number {
  return Math.round(px * devicePixelRatio) / devicePixelRatio;
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}
