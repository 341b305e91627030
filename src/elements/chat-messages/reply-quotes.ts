import { withoutText, type ListMessage } from './list-message.js';
import type { ListSource } from './list-source.js';

/** Ids of the service have 12 letters and digits; those of a page's own messages may be longer. */
const MESSAGE_ID = /^[\w-]{1,64}$/;

/** What a row answers. */
export interface Quote {
  readonly id: string;
  /** `undefined` where that message is not known. */
  readonly message: ListMessage | undefined;
}

/** The message that another one says it answers, a claim of its sender; `undefined` when it is not even an id. */
export function replyTo({ attributes, deleted }: ListMessage): string | undefined {
  const id: unknown = attributes?.['replyTo'];
  return !deleted && typeof id === 'string' && MESSAGE_ID.test(id) ? id : undefined;
}

/** Which row quotes what: as many as are drawn. A quote outlives the place of its message in the transcript, not its deletion. */
export class ReplyQuotes {
  readonly #source: ListSource;
  readonly #quotes = new Map<HTMLElement, Quote>();

  constructor(source: ListSource) {
    this.#source = source;
  }

  /** What is to be drawn above the text of a row. */
  of(row: HTMLElement, message: ListMessage): Quote | undefined {
    const id = replyTo(message);
    const before = this.#quotes.get(row);
    if (id === undefined) {
      this.#quotes.delete(row);
      return undefined;
    }
    const quote = { id, message: this.#now(id, before?.id === id ? before.message : undefined) };
    this.#quotes.set(row, quote);
    return quote;
  }

  forget(row: HTMLElement): void {
    this.#quotes.delete(row);
  }

  /** Draws rows again whose quote has changed: deleted, arrived late, gone. */
  settle(redraw: (row: HTMLElement) => void): void {
    for (const [row, { id, message }] of this.#quotes) if (this.#now(id, message) !== message) redraw(row);
  }

  /** The message as it is now. What is only too old to be here may stay. */
  #now(id: string, shown: ListMessage | undefined): ListMessage | undefined {
    const { transcript, isHidden } = this.#source;
    const message = transcript.find(id);
    const found = message && isHidden(message) ? undefined : message;
    if (found !== undefined || shown === undefined || shown.deleted) return found ?? shown;
    if (transcript.wasDeleted(id)) return withoutText(shown);
    return transcript.wasTrimmed(shown) ? shown : undefined;
  }
}
