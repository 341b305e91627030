import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whoever scrolls down to this distance from the end is at the end. */
const AT_END_PX = 12;
/** Positions are fractions of a pixel on some screens. */
const ROUNDING_PX = 1.5;
/** Less than any screen can show. */
const SCREEN_PX = 0.25;
/** Beyond any list: the browser stops at the end. */
const FAR_DOWN_PX = 1e8;

/** Rows that are remembered to find the place again: the first ones may be removed. */
const ANCHORS = 8;

/** Where the list stands for a reader: a row in view, and how far its upper edge is from the viewport's. */
interface Anchor {
  readonly row: Element;
  readonly offset: number;
}

/**
 * Keeps a list at its end unless the reader scrolled away, and keeps the reader's place otherwise.
 *
 * At the end a flush measures nothing: it appends and writes one `scrollTop` beyond the end. That the reader left is learnt from
 * scroll events, that something grew from a `ResizeObserver`.
 *
 * The place is kept by hand, in every browser the same. Scroll anchoring is not used: WebKit has none, and Chromium holds on to
 * the row that is cut off by the upper edge, so that what is being read jumps when that row is deleted.
 */
export class StickToEndController implements ReactiveController {
  readonly #onChange: () => void;
  #viewport: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  #resizes: ResizeObserver | undefined;
  #isAtEnd = true;
  #isHeld = false;
  /** It was brought to a row, and nobody has scrolled since: it may stand at its end without being followed. */
  #isRevealed = false;
  #top = 0;
  #anchors: readonly Anchor[] = [];

  /** @param onChange called when `isAtEnd` or `isFollowing` changed */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  /** The newest row is in view, as far as the reader is concerned. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** New rows move the list. */
  get isFollowing(): boolean {
    return this.#isAtEnd && !this.#isHeld;
  }

  attach(viewport: HTMLElement, list: HTMLElement): void {
    this.#viewport = viewport;
    this.#list = list;
    this.hostConnected();
  }

  hostConnected(): void {
    const viewport = this.#viewport;
    const list = this.#list;
    if (viewport === undefined || list === undefined || this.#resizes !== undefined) return;
    // An element that is moved in the document loses its position.
    viewport.scrollTop = this.#isAtEnd ? FAR_DOWN_PX : this.#top;
    viewport.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#resizes = new ResizeObserver(this.#onResize);
    this.#resizes.observe(viewport);
    this.#resizes.observe(list);
  }

  hostDisconnected(): void {
    this.#viewport?.removeEventListener('scroll', this.#onScroll);
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }

  /** Holds the list where it is, at its end too: somebody points at a row. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    // A list that does not fill its place stands at the lower edge, and would grow upwards.
    const list = this.#list;
    list?.style.setProperty('margin-block-start', isHeld ? `${list.offsetTop}px` : '');
    this.#changed();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.hold(false);
    this.#isAtEnd = true;
    this.#isRevealed = false;
    this.#changed();
  }

  /** Leaves the end and brings a row to the middle of the view. A list that does not fill its place goes on following. */
  reveal(row: HTMLElement): void {
    const viewport = this.#viewport;
    if (viewport === undefined || viewport.scrollHeight <= viewport.clientHeight) return;
    this.#isRevealed = true;
    this.#isAtEnd = false;
    viewport.scrollTop = row.offsetTop - (viewport.clientHeight - row.offsetHeight) / 2;
    this.#top = viewport.scrollTop;
    this.#changed();
  }

  /** Changes the rows of a list that follows. */
  pin(change?: () => void): void {
    const viewport = this.#viewport;
    change?.();
    if (viewport === undefined) return;
    viewport.scrollTop = FAR_DOWN_PX;
    // The write has just brought the layout up to date, so this read costs nothing.
    this.#top = viewport.scrollTop;
  }

  /** Changes the rows of a list that does not follow. */
  keepPlace(change: () => void): void {
    // What was remembered at the last scroll stays the measure: corrections are rounded to pixels, and would add up.
    if (!this.#anchors.some(({ row }) => row.isConnected)) this.#remember();
    change();
    this.#restore();
  }

  readonly #onScroll = (): void => {
    const viewport = this.#viewport;
    if (viewport === undefined || viewport.clientHeight === 0) return;
    const { scrollTop } = viewport;
    const distance = this.#distance();
    const moved = scrollTop - this.#top;
    const hasMovedUp = moved < -ROUNDING_PX;
    this.#top = scrollTop;
    if (moved !== 0) this.#isRevealed = false;
    // After a move of our own the place is known, and something may have grown since.
    if (moved !== 0) this.#remember();
    if (hasMovedUp) this.#setAtEnd(distance <= ROUNDING_PX);
    // Not at the end without having moved up: it is the end that went away, and the list follows it.
    else if (this.#isAtEnd) this.#followEnd(distance);
    else if (!this.#isRevealed) this.#setAtEnd(distance <= AT_END_PX);
  };

  readonly #onResize = (): void => {
    if (this.#viewport?.clientHeight === 0) return;
    if (this.isFollowing) {
      this.pin();
      return;
    }
    this.#restore();
    // Nothing is left below: the list was emptied, or its room grew.
    if (!this.#isAtEnd && !this.#isRevealed && this.#distance() <= ROUNDING_PX) this.#setAtEnd(true);
  };

  #distance(): number {
    const viewport = this.#viewport;
    return viewport === undefined ? 0 : viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop;
  }

  #followEnd(distance: number): void {
    if (this.isFollowing && distance > ROUNDING_PX) this.pin();
  }

  #setAtEnd(isAtEnd: boolean): void {
    if (this.#isAtEnd === isAtEnd) return;
    this.#isAtEnd = isAtEnd;
    this.#changed();
  }

  #changed(): void {
    this.#remember();
    this.#onChange();
  }

  /** Which rows are in view from their upper edge on, and where. */
  #remember(): void {
    const viewport = this.#viewport;
    const rows = this.#list?.children;
    if (this.isFollowing || viewport === undefined || rows === undefined) return;
    const { top } = viewport.getBoundingClientRect();
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.getBoundingClientRect().top >= top) high = middle;
      else low = middle + 1;
    }
    const inView = Array.from({ length: Math.min(ANCHORS, rows.length - low) }, (_, i) => rows[low + i]!);
    this.#anchors = inView.map((row) => ({ row, offset: row.getBoundingClientRect().top - top }));
  }

  #restore(): void {
    const viewport = this.#viewport;
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    if (viewport === undefined || anchor === undefined) return;
    const moved = anchor.row.getBoundingClientRect().top - viewport.getBoundingClientRect().top - anchor.offset;
    if (Math.abs(moved) < SCREEN_PX) return;
    viewport.scrollTop += moved;
    this.#top = viewport.scrollTop;
  }
}
