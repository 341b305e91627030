import { keyOf, type ListMessage } from './list-message.js';

interface Row {
  readonly element: HTMLElement;
  message: ListMessage;
}

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
  readonly #rows = new Map<string, Row>();
  readonly #keys = new WeakMap<Element, string>();

  constructor(container: HTMLElement, options: RowListOptions) {
    this.#container = container;
    this.#options = options;
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

  /** Makes the rows show exactly these messages, in this order. Each has a key of its own. */
  show(messages: readonly ListMessage[]): void {
    const next = new Set<string>();
    for (const message of messages) next.add(keyOf(message));
    for (const [key, row] of this.#rows) if (!next.has(key)) this.#remove(key, row.element);
    let cursor = this.#container.firstElementChild;
    for (const message of messages) {
      const key = keyOf(message);
      const row = this.#rows.get(key);
      if (row !== undefined && row.element === cursor) cursor = cursor.nextElementSibling;
      else this.#container.insertBefore(row?.element ?? this.#create(key, message), cursor);
      if (row !== undefined && row.message !== message) {
        row.message = message;
        this.#options.draw(row.element, message);
      }
    }
  }

  /** Draws rows again whose message is the same, because what they show beside it changed. */
  redraw(which: (message: ListMessage) => boolean = () => true): void {
    for (const { element, message } of this.#rows.values()) if (which(message)) this.#options.draw(element, message);
  }

  redrawRow(row: HTMLElement): void {
    const message = this.messageOf(row);
    if (message !== undefined) this.#options.draw(row, message);
  }

  #create(key: string, message: ListMessage): HTMLElement {
    const element = document.createElement('div');
    element.className = 'row';
    element.setAttribute('role', 'listitem');
    this.#rows.set(key, { element, message });
    this.#keys.set(element, key);
    this.#options.draw(element, message);
    return element;
  }

  #remove(key: string, element: HTMLElement): void {
    this.#options.onRemove(element);
    this.#rows.delete(key);
    element.remove();
  }
}
