import { keyOf, type ListMessage } from './list-message.js';

/** Where a list takes its messages from, oldest first. The store of a room is one. */
export interface Transcript {
  readonly size: number;
  /** How many it keeps, and how many new ones a list takes while somebody reads. */
  readonly maxMessages: number;
  /** How many ever came. */
  readonly arrivals: number;
  /** How many were ever written here. */
  readonly written: number;
  at(index: number): ListMessage | undefined;
  get(key: string): ListMessage | undefined;
  /** A message by the id that the room gave it. */
  find(messageId: string): ListMessage | undefined;
  /** Whether a message that is not here any more had to make room for younger ones. */
  wasTrimmed(message: ListMessage): boolean;
  /** Whether a moderator deleted a message, also one that is not here any more. */
  wasDeleted(messageId: string): boolean;
}

/** What a page sets by hand: it changes by the page's will only. */
export class PageTranscript implements Transcript {
  readonly maxMessages = 500;
  arrivals = 0;
  written = 0;
  #messages: readonly ListMessage[] = [];
  #byKey: ReadonlyMap<string, ListMessage> = new Map();
  #byId: ReadonlyMap<string, ListMessage> | undefined;

  get size(): number {
    return this.#messages.length;
  }

  /** Of two messages with one key the first counts. */
  set(messages: readonly ListMessage[]): void {
    const before = this.#byKey;
    const byKey = new Map<string, ListMessage>();
    for (const message of messages) {
      const key = keyOf(message);
      if (byKey.has(key)) continue;
      byKey.set(key, message);
      if (before.has(key)) continue;
      this.arrivals++;
      if (message.own && message.status === 'pending') this.written++;
    }
    this.#byKey = byKey;
    this.#byId = undefined;
    this.#messages = [...byKey.values()];
  }

  at(index: number): ListMessage | undefined {
    return this.#messages[index];
  }

  get(key: string): ListMessage | undefined {
    return this.#byKey.get(key);
  }

  find(messageId: string): ListMessage | undefined {
    this.#byId ??= new Map(this.#messages.map((message) => [message.id, message]));
    return this.#byId.get(messageId);
  }

  wasTrimmed(): boolean {
    return false;
  }

  wasDeleted(): boolean {
    return false;
  }
}
