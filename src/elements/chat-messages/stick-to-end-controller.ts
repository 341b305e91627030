import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ReadingPlace } from './reading-place.js';
import { isField } from './row-keys.js';

/** Whoever scrolls down to this distance from the end is at the end. */
const AT_END_PX = 12;
/** Positions are fractions of a pixel on some screens. */
const ROUNDING_PX = 1.5;
/** From an edge of the list; a scrollbar that lies over the rows is no wider. */
const SCROLLBAR_PX = 16;
/** Beyond any list: the browser stops at the end. */
const FAR_DOWN_PX = 1e8;

/** Signs, other than having scrolled up, that somebody reads. */
export type ReadingSign = 'row' | 'press' | 'selection';

/**
 * Keeps a list at its end unless somebody reads, and keeps the reader's place otherwise.
 *
 * At the end a flush measures nothing: it appends and writes one `scrollTop` beyond the end. That the reader left is learnt from
 * wheel and scroll events, that something grew from a `ResizeObserver`.
 */
export class StickToEndController implements ReactiveController {
  readonly #onChange: () => void;
  readonly #signs = new Set<ReadingSign>();
  #viewport: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  #place: ReadingPlace | undefined;
  #resizes: ResizeObserver | undefined;
  #isAtEnd = true;
  /** It was brought to a row, and nobody has scrolled since: it may stand at its end without being followed. */
  #isRevealed = false;
  /** Where the list was brought to, or the reader scrolled it. */
  #top = 0;

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
    return this.#isAtEnd && this.#signs.size === 0;
  }

  attach(viewport: HTMLElement, list: HTMLElement): void {
    this.#viewport = viewport;
    this.#list = list;
    this.#place = new ReadingPlace(viewport, list);
    viewport.addEventListener('scroll', this.#onScroll, { passive: true });
    viewport.addEventListener('wheel', this.#onWheel, { passive: true });
    viewport.addEventListener('keydown', this.#onKeydown);
    viewport.addEventListener('pointerdown', this.#onPointerDown);
    this.hostConnected();
  }

  hostConnected(): void {
    const viewport = this.#viewport;
    const list = this.#list;
    if (viewport === undefined || list === undefined || this.#resizes !== undefined) return;
    // An element that is moved in the document loses its position. An empty one has none to lose, and no layout to be asked for.
    if (list.hasChildNodes()) viewport.scrollTop = this.#isAtEnd ? FAR_DOWN_PX : this.#top;
    this.#resizes = new ResizeObserver(this.#onResize);
    this.#resizes.observe(viewport);
    this.#resizes.observe(list);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }

  /** Holds the list where it is, at its end too, as long as there is a sign that somebody reads. */
  hold(sign: ReadingSign, isThere: boolean): void {
    if (this.#signs.has(sign) === isThere) return;
    const wasHeld = this.#signs.size > 0;
    if (isThere) this.#signs.add(sign);
    else this.#signs.delete(sign);
    if (wasHeld !== this.#signs.size > 0) this.#onHeld();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    const wasHeld = this.#signs.size > 0;
    this.#signs.clear();
    this.#isAtEnd = true;
    this.#isRevealed = false;
    if (wasHeld) this.#onHeld();
    else this.#changed();
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
    if (viewport === undefined) return;
    change?.();
    viewport.scrollTop = FAR_DOWN_PX;
    // The write has just brought the layout up to date, so this read costs nothing.
    this.#top = viewport.scrollTop;
  }

  /** Changes the rows of a list that does not follow. */
  keepPlace(change: () => void): void {
    this.#place?.keep(change);
    this.#noteTop();
  }

  readonly #onScroll = (): void => {
    const viewport = this.#viewport;
    if (viewport === undefined || viewport.clientHeight === 0) return;
    const moved = viewport.scrollTop - this.#top;
    if (moved === 0) return;
    const distance = this.#distance();
    this.#isRevealed = false;
    // Slow fingers move it by less than a pixel at a time, so small steps up from the end add up.
    const isSmallStep = this.#isAtEnd && moved < 0 && moved >= -ROUNDING_PX;
    if (!isSmallStep) this.#top = viewport.scrollTop;
    this.#place?.remember();
    if (moved < -ROUNDING_PX) this.#setAtEnd(distance <= ROUNDING_PX);
    // A scroll that begins smoothly has hardly left the end.
    else if (!this.#isAtEnd) this.#setAtEnd(moved > 0 && distance <= AT_END_PX);
    // Not at the end without having moved up: it is the end that went away, and the list follows it.
    else if (this.isFollowing && distance > ROUNDING_PX) this.pin();
  };

  /** Before it scrolls: in small steps a fast stream would win. */
  readonly #onWheel = ({ deltaY, ctrlKey }: WheelEvent): void => {
    if (deltaY < 0 && !ctrlKey) this.#leaveEnd();
  };

  /** The same for keys. */
  readonly #onKeydown = ({ key, shiftKey, altKey, ctrlKey, metaKey, defaultPrevented, target }: KeyboardEvent): void => {
    if (defaultPrevented || altKey || ctrlKey || metaKey || isField(target)) return;
    if (key === ' ' ? shiftKey && !(target as Element).closest('button') : !shiftKey && (key === 'PageUp' || key === 'Home')) this.#leaveEnd();
  };

  /** And for the scrollbar, on whichever side it is: one with a place of its own lies beyond the client's width. */
  readonly #onPointerDown = ({ target, offsetX, button }: PointerEvent): void => {
    const viewport = this.#viewport;
    if (viewport === undefined || target !== viewport || button !== 0) return;
    if (Math.min(offsetX, viewport.clientWidth - offsetX) < SCROLLBAR_PX) this.#leaveEnd();
  };

  #leaveEnd(): void {
    if ((this.#viewport?.scrollTop ?? 0) > 0) this.#setAtEnd(false);
  }

  readonly #onResize = (): void => {
    if (this.#viewport?.clientHeight === 0) return;
    if (this.isFollowing) {
      // Most often a flush has brought it to its end already.
      if (this.#distance() > 0) this.pin();
      else this.#noteTop();
      return;
    }
    this.#place?.restore();
    this.#noteTop();
    // Nothing is left below: the list was emptied, or its room grew.
    if (!this.#isAtEnd && !this.#isRevealed && this.#distance() <= ROUNDING_PX) this.#setAtEnd(true);
  };

  #distance(): number {
    const viewport = this.#viewport;
    return viewport === undefined ? 0 : viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop;
  }

  #noteTop(): void {
    const viewport = this.#viewport;
    // Without a box its position is gone until it is shown again.
    if (viewport !== undefined && viewport.clientHeight > 0) this.#top = viewport.scrollTop;
  }

  #setAtEnd(isAtEnd: boolean): void {
    if (this.#isAtEnd === isAtEnd) return;
    this.#isAtEnd = isAtEnd;
    this.#changed();
  }

  #onHeld(): void {
    // A list that does not fill its place stands at the lower edge, and would grow upwards.
    const list = this.#list;
    const above = (list?.previousElementSibling as HTMLElement | null)?.offsetHeight ?? 0;
    list?.style.setProperty('margin-block-start', this.#signs.size > 0 ? `${list.offsetTop - above}px` : '');
    this.#changed();
  }

  #changed(): void {
    if (!this.isFollowing) this.#place?.remember();
    this.#onChange();
  }
}
