import type { ChatAttributes } from '../../../client/index.js';
import { MessageStore } from '../../../client/message-store.js';
import type { RoomContext } from '../../room-context.js';
import { plainContext, serveContext } from '../../testing/serve-context.js';

export interface Sent {
  readonly content: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Stands in for a room: answers the pieces inside `element`, remembers what they send, and lets a test decide how that ends. */
export class RoomStub {
  readonly sent: Sent[] = [];
  readonly store = new MessageStore();
  /** What the next sends come to. */
  answer: () => Promise<void> = () => Promise.resolve();
  /** The next sends fail before they leave, so no row keeps their text. */
  neverLeaves = false;
  #context: RoomContext;
  readonly #tell: () => void;

  constructor(
    readonly element: HTMLElement,
    context: Partial<RoomContext> = {},
  ) {
    this.#context = {
      ...plainContext,
      user: { userId: 'ana' },
      store: this.store,
      send: (content, attributes = {}) => this.#send(content, attributes),
      ...context,
    };
    this.#tell = serveContext(element, () => this.#context);
  }

  /** Something slow-changing changed: the pieces get a new context. */
  change(context: Partial<RoomContext>): void {
    this.#context = { ...this.#context, ...context };
    this.#tell();
  }

  async #send(content: string, attributes: ChatAttributes): Promise<void> {
    if (this.neverLeaves) throw new Error('It never left.');
    this.sent.push({ content, attributes });
    const row = this.store.addPending({ requestId: `request-${this.sent.length}`, content, sender: { userId: 'ana' } });
    try {
      await this.answer();
    } catch (error) {
      this.store.markFailed(row.key, error as Error);
      throw error;
    }
  }
}
