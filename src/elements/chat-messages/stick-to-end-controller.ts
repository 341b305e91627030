import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whoever scrolls down to this distance from the end is at the end. */
const AT_END_PX = 12;
/** Positions are fractions of a pixel on some screens. */
const ROUNDING_PX = 1.5;
/** Beyond any list: the browser stops at the end. */
const FAR_DOWN_PX = 1e8;

/** Rows that are remembered to find the place again: the first ones may be removed. */
const ANCHORS = 8;

/** Where the list stands for a reader: a row in view, and how far its upper edge is from the viewport's. */
interface Anchor {
  readonly row: HTMLElement;
  readonly offset: number;
}

/**
 * Keeps a list at its end unless the reader scrolled away, and keeps the reader's place otherwise. The browser's scroll
 * anchoring does the second; where there is none (WebKit), it is done by hand.
 *
 * A flush measures nothing: it appends and writes one `scrollTop` beyond the end. That the reader left is learnt from scroll
 * events, that something grew from a `ResizeObserver`.
 */
export class StickToEndController implements ReactiveController {
  readonly #onChange: () => void;
  readonly #hasAnchoring: boolean;
  #viewport: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  #resizes: ResizeObserver | undefined;
  #isAtEnd = true;
  #isHeld = false;
  #top = 0;
  #anchors: readonly Anchor[] = [];

  /** @param onChange called when `isAtEnd` or `isFollowing` changed */
  constructor(host: ReactiveControllerHost, onChange: () => void, hasAnchoring = CSS.supports('overflow-anchor', 'auto')) {
    this.#onChange = onChange;
    this.#hasAnchoring = hasAnchoring;
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
    this.#mark();
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
    this.#changed();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#isHeld = false;
    this.#isAtEnd = true;
    this.#changed();
  }

  /** After rows were appended to a list that follows. */
  pin(): void {
    const viewport = this.#viewport;
    if (viewport === undefined) return;
    viewport.scrollTop = FAR_DOWN_PX;
    // The write has just brought the layout up to date, so this read costs nothing.
    this.#top = viewport.scrollTop;
  }

  /** Changes the rows of a list that does not follow. */
  keepPlace(change: () => void): void {
    this.#remember();
    change();
    this.#restore();
  }

  readonly #onScroll = (): void => {
    const viewport = this.#viewport;
    if (viewport === undefined || viewport.clientHeight === 0) return;
    const { scrollTop } = viewport;
    const distance = this.#distance();
    const hasMovedUp = scrollTop < this.#top - ROUNDING_PX;
    this.#top = scrollTop;
    this.#remember();
    if (hasMovedUp) this.#setAtEnd(distance <= ROUNDING_PX);
    // Not at the end without having moved up: it is the end that went away, and the list follows it.
    else if (this.#isAtEnd) this.#followEnd(distance);
    else this.#setAtEnd(distance <= AT_END_PX);
  };

  readonly #onResize = (): void => {
    if (this.isFollowing) {
      this.pin();
      return;
    }
    this.#restore();
    // Nothing is left below: the list was emptied, or its room grew.
    if (!this.#isAtEnd && this.#distance() <= ROUNDING_PX) this.#setAtEnd(true);
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
    this.#mark();
    this.#remember();
    this.#onChange();
  }

  /** Scroll anchoring would fight with the pin. */
  #mark(): void {
    this.#viewport?.toggleAttribute('data-following', this.isFollowing);
  }

  /** By hand: which rows are in view, and where. */
  #remember(): void {
    if (this.#hasAnchoring || this.isFollowing) return;
    const viewport = this.#viewport;
    const rows = this.#list?.children;
    if (viewport === undefined || rows === undefined) return;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle] as HTMLElement;
      if (row.offsetTop + row.offsetHeight > viewport.scrollTop) high = middle;
      else low = middle + 1;
    }
    const inView = Array.from({ length: Math.min(ANCHORS, rows.length - low) }, (_, i) => rows[low + i] as HTMLElement);
    this.#anchors = inView.map((row) => ({ row, offset: row.offsetTop - viewport.scrollTop }));
  }

  #restore(): void {
    const viewport = this.#viewport;
    if (this.#hasAnchoring || viewport === undefined) return;
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    if (anchor === undefined) return;
    const top = anchor.row.offsetTop - anchor.offset;
    if (Math.abs(top - viewport.scrollTop) < 0.5) return;
    viewport.scrollTop = top;
    this.#top = viewport.scrollTop;
  }
}
