import type { ListMessage } from './list-message.js';
import { PageCallback } from './page-callback.js';

/** What a page adds to a message, all of it optional. */
export interface MessageDecoration {
  /** Further part names for the row, styled by `::part(name)`: letters, digits, `-`, `_`. */
  readonly parts?: readonly string[] | undefined;
  /** Names of badges beside the sender's own. */
  readonly badges?: readonly string[] | undefined;
  /** The message is not shown at all. */
  readonly hidden?: boolean | undefined;
  /** The row is marked as a mention of this participant, or not, whatever the text says. */
  readonly mention?: boolean | undefined;
}

/** Asked once for each message before it is shown, and again when it changed: without its text once it was deleted. */
export type DecorateMessage = (message: ListMessage) => MessageDecoration | undefined;

const none: MessageDecoration = {};

/** What the page says about messages, remembered as long as these live. */
export class MessageDecorations {
  readonly #callback: PageCallback<[ListMessage], MessageDecoration>;
  readonly #known = new WeakMap<ListMessage, MessageDecoration>();

  constructor(callback: DecorateMessage | undefined) {
    this.#callback = new PageCallback('decorateMessage', callback, readDecoration);
  }

  get isSet(): boolean {
    return this.#callback.isSet;
  }

  of(message: ListMessage): MessageDecoration {
    if (!this.isSet) return none;
    let decoration = this.#known.get(message);
    if (decoration === undefined) this.#known.set(message, (decoration = this.#callback.call(message) ?? none));
    return decoration;
  }
}

/** Good as a whole or not at all. */
function readDecoration(result: unknown): MessageDecoration | undefined {
  if (typeof result !== 'object' || result instanceof Promise) return undefined;
  const { parts, badges, hidden, mention } = result as MessageDecoration;
  const isGood = areTexts(parts, /^[\w-]+$/) && areTexts(badges, /\S/) && isFlag(hidden) && isFlag(mention);
  return isGood ? { parts, badges, hidden, mention } : undefined;
}

function areTexts(value: unknown, form: RegExp): boolean {
  return value === undefined || (Array.isArray(value) && value.every((text) => typeof text === 'string' && form.test(text)));
}

function isFlag(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean';
}
