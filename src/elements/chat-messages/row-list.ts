import { keyOf, type ListMessage } from './list-message.js';

interface Row {
  readonly element: HTMLElement;
  message: ListMessage;
}

/** Rows that are drawn before they are shown, at most: what comes in a quarter of a second at the speed limit of a room, and some. */
const MOST_AHEAD = 40;

export interface RowListOptions {
  /** Draws a message into its row, first and again. */
  readonly draw: (row: HTMLElement, message: ListMessage) => void;
  /** The row is about to leave the document. */
  readonly onRemove: (row: HTMLElement) => void;
}

/**
 * The rows of a list, by key: an element is made once, drawn again only when its message is another object, and dropped. Done by
 * hand, because Lit's `repeat()` costs a third more and leaves a comment behind for each row that it removes.
 */
export class RowList {
  readonly #container: HTMLElement;
  readonly #options: RowListOptions;
  readonly #emptyRow = document.createElement('div');
  readonly #rows = new Map<string, Row>();
  readonly #keys = new WeakMap<Element, string>();
  /** Drawn before they are shown. */
  readonly #ahead = new Map<string, Row>();
  /** Rows that were new when rows were last shown. */
  #added = 0;
  /** What the rows show, in their order. */
  #shown: readonly ListMessage[] = [];

  constructor(container: HTMLElement, options: RowListOptions) {
    this.#container = container;
    this.#options = options;
    this.#emptyRow.className = 'row';
    this.#emptyRow.setAttribute('role', 'listitem');
    this.#emptyRow.setAttribute('part', 'message');
  }

  get size(): number {
    return this.#rows.size;
  }

  get elements(): readonly HTMLElement[] {
    return Array.from(this.#container.children) as HTMLElement[];
  }

  messageOf(row: Element): ListMessage | undefined {
    return this.#rows.get(this.#keys.get(row) ?? '')?.message;
  }

  /** The row of a message, by the id that the room gave it. */
  find(messageId: string): HTMLElement | undefined {
    for (const { element, message } of this.#rows.values()) if (message.id === messageId) return element;
    return undefined;
  }

  /** Whether one more row may be drawn ahead. Where more came than that last time, they are too many to be shown all. */
  get hasRoomAhead(): boolean {
    return this.#added <= MOST_AHEAD && this.#ahead.size < MOST_AHEAD;
  }

  /** Draws a row that is shown later, so that there is less to do then. */
  drawAhead(message: ListMessage): void {
    const key = keyOf(message);
    if (this.#rows.has(key) || this.#ahead.has(key) || !this.hasRoomAhead) return;
    const row = this.#rowFor(message);
    this.#options.draw(row.element, message);
    this.#ahead.set(key, row);
  }

  /** Makes the rows show exactly these messages, in this order. Each has a key of its own. */
  show(messages: readonly ListMessage[]): void {
    const before = this.#shown;
    const kept = keptAtEnd(before, messages);
    this.#added = messages.length - kept;
    // Unknown until it is done.
    this.#shown = [];
    if (kept > 0 && !messages.some((message, i) => i >= kept && this.#rows.has(keyOf(message)))) this.#shift(before, messages, kept);
    else this.#arrange(messages);
    this.#shown = messages;
    this.#dropAhead();
  }

  /** Draws rows again whose message is the same, because what they show beside it changed. */
  redraw(which: (message: ListMessage) => boolean = () => true): void {
    this.#dropAhead();
    for (const { element, message } of this.#rows.values()) if (which(message)) this.#options.draw(element, message);
  }

  redrawRow(row: HTMLElement): void {
    const message = this.messageOf(row);
    if (message !== undefined) this.#options.draw(row, message);
  }

  /** The stream: some go at the top, others come at the end. What stays is not looked at. */
  #shift(before: readonly ListMessage[], messages: readonly ListMessage[], kept: number): void {
    for (let i = 0; i < before.length - kept; i++) {
      const key = keyOf(before[i]!);
      const row = this.#rows.get(key);
      if (row !== undefined) this.#remove(key, row.element);
    }
    for (let i = kept; i < messages.length; i++) {
      const message = messages[i]!;
      // What the page draws may have had the list shown anew meanwhile.
      if (!this.#rows.has(keyOf(message))) this.#container.append(this.#create(message));
    }
  }

  #arrange(messages: readonly ListMessage[]): void {
    const next = new Set<string>();
    for (const message of messages) next.add(keyOf(message));
    for (const [key, row] of this.#rows) if (!next.has(key)) this.#remove(key, row.element);
    let cursor = this.#container.firstElementChild;
    for (const message of messages) {
      const row = this.#rows.get(keyOf(message));
      if (row !== undefined && row.element === cursor) cursor = cursor.nextElementSibling;
      else this.#container.insertBefore(row?.element ?? this.#create(message), cursor);
      if (row !== undefined && row.message !== message) {
        row.message = message;
        this.#options.draw(row.element, message);
      }
    }
  }

  #create(message: ListMessage): HTMLElement {
    const key = keyOf(message);
    const ahead = this.#ahead.get(key);
    const isDrawn = ahead?.message === message;
    const row = isDrawn ? ahead : this.#rowFor(message);
    this.#rows.set(key, row);
    this.#keys.set(row.element, key);
    if (isDrawn) this.#ahead.delete(key);
    else this.#options.draw(row.element, message);
    return row.element;
  }

  /** A row that is still empty. */
  #rowFor(message: ListMessage): Row {
    return { element: this.#emptyRow.cloneNode() as HTMLElement, message };
  }

  /** What was drawn and not shown. */
  #dropAhead(): void {
    for (const { element } of this.#ahead.values()) this.#options.onRemove(element);
    this.#ahead.clear();
  }

  #remove(key: string, element: HTMLElement): void {
    this.#options.onRemove(element);
    this.#rows.delete(key);
    element.remove();
  }
}

/** How many of `before`, from some place to its end, are the beginning of `after`. */
function keptAtEnd(before: readonly ListMessage[], after: readonly ListMessage[]): number {
  const start = before.lastIndexOf(after[0]!);
  const kept = before.length - start;
  if (start === -1 || kept > after.length) return 0;
  for (let i = 1; i < kept; i++) if (before[start + i] !== after[i]) return 0;
  return kept;
}
