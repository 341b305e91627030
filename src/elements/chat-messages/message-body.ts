import { render, type TemplateResult } from 'lit';
import type { ChatUser } from '../../client/index.js';
import type { Strings } from '../strings.js';
import type { ListMessage } from './list-message.js';
import { PageCallback } from './page-callback.js';

/** What a page may use to draw a message. Each part is made anew by each call, for one place. */
export interface MessageContext {
  readonly strings: Strings;
  /** Who reads, once that is known. */
  readonly user: ChatUser | undefined;
  /** The line above a message that answers another one. */
  reply(): Node;
  time(): Node;
  /** Where the list has `avatars`. */
  avatar(): Node;
  badges(): Node;
  /** The name, which can be pressed, and the mark of one that looks like a moderator's. */
  author(): Node;
  /** The text as the list shows it: isolated, tamed, with links, mentions and emotes, or the sticker. */
  content(): Node;
}

/**
 * Draws what a row says: a text, a DOM node, or a template of Lit; `undefined` leaves it to the list. Deleted messages, the marks of
 * messages that are on their way or failed, and the tools stay the list's own.
 */
export type RenderMessage = (message: ListMessage, context: MessageContext) => TemplateResult | Node | string | undefined;

/** Rows that the page draws. A row keeps what was drawn until its message, or what is shown with it, changes. */
export class MessageBodies {
  readonly #callback: PageCallback<[ListMessage, MessageContext], Node>;
  readonly #drawn = new WeakMap<HTMLElement, { readonly message: ListMessage; readonly body: Node | undefined }>();

  constructor(callback: RenderMessage | undefined) {
    this.#callback = new PageCallback('renderMessage', callback, readBody);
  }

  get isSet(): boolean {
    return this.#callback.isSet;
  }

  /** @param isKept only what stands beside the body changed */
  of(row: HTMLElement, message: ListMessage, isKept: boolean, context: () => MessageContext): Node | undefined {
    if (!this.isSet || message.deleted) {
      this.#drawn.delete(row);
      return undefined;
    }
    let drawn = this.#drawn.get(row);
    if (!isKept || drawn?.message !== message) this.#drawn.set(row, (drawn = { message, body: this.#callback.call(message, context()) }));
    return drawn.body;
  }
}

/** The pieces of a row as the list draws it. One drawing serves until a piece is asked for a second time. */
export function piecesOf(draw: () => TemplateResult): Pick<MessageContext, 'reply' | 'time' | 'avatar' | 'badges' | 'author' | 'content'> {
  let row: DocumentFragment | undefined;
  const taken = new Set<string>();
  const piece = (selector: string) => () => {
    if (row === undefined || taken.has(selector)) {
      row = toFragment(draw());
      taken.clear();
    }
    taken.add(selector);
    const nodes = document.createDocumentFragment();
    nodes.append(...row.querySelectorAll(selector));
    return nodes;
  };
  return {
    reply: piece('.reply'),
    time: piece('.time:not(:empty)'),
    avatar: piece('.avatar'),
    badges: piece('.badges'),
    author: piece('.author, .look-alike'),
    content: piece('.content, .sticker'),
  };
}

/** All that a page gives becomes nodes first, lest a part of it fail inside the row. */
function toFragment(result: unknown): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (typeof result === 'string' || result instanceof Node) fragment.append(result);
  else render(result, fragment);
  return fragment;
}

function readBody(result: unknown): DocumentFragment | undefined {
  const isUsable = typeof result === 'string' || result instanceof Node || Object(result)._$litType$ !== undefined;
  return isUsable ? toFragment(result) : undefined;
}
