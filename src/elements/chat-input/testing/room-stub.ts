import type { ChatAttributes } from '../../../client/index.js';
import { MessageStore } from '../../../client/message-store.js';
import { defaultContent } from '../../content-settings.js';
import type { RoomContext } from '../../room-context.js';
import { defaultStrings } from '../../strings.js';

interface ContextRequest extends Event {
  readonly callback: (room: RoomContext, unsubscribe?: () => void) => void;
}

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
  /** With what each piece leaves: always the same function, by which it knows its room. */
  readonly #pieces = new Map<ContextRequest['callback'], () => void>();

  constructor(
    readonly element: HTMLElement,
    context: Partial<RoomContext> = {},
  ) {
    this.#context = {
      ...defaultContent,
      state: 'connected',
      reconnecting: false,
      user: { userId: 'ana' },
      capabilities: ['SEND_MESSAGE'],
      writeBlock: undefined,
      maxLength: 500,
      density: 'comfortable',
      strings: defaultStrings,
      store: this.store,
      send: (content, attributes = {}) => this.#send(content, attributes),
      retry: () => Promise.resolve(),
      discard: () => {},
      deleteMessage: () => Promise.resolve(),
      disconnectUser: () => Promise.resolve(),
      ...context,
    };
    element.addEventListener('context-request', (event) => {
      event.stopPropagation();
      const { callback } = event as ContextRequest;
      const leave = () => this.#pieces.delete(callback);
      this.#pieces.set(callback, leave);
      callback(this.#context, leave);
    });
  }

  /** Something slow-changing changed: the pieces get a new context. */
  change(context: Partial<RoomContext>): void {
    this.#context = {
      ...defaultContent, ...this.#context, ...context };
    for (const [callback, leave] of [...this.#pieces]) callback(this.#context, leave);
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
