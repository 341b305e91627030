import type { DecorateMessage, RenderMessage } from '../src/index.js';

interface RowStyle {
  readonly decorateMessage?: DecorateMessage;
  readonly renderMessage?: RenderMessage;
}

function part(name: string, ...content: Node[]): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('part', name);
  element.append(...content);
  return element;
}

/** Ways to show the messages, by the value of the page's choice. The style sheet has their parts. */
export const rowStyles: Readonly<Record<string, RowStyle>> = {
  plain: {},
  questions: {
    // One in the middle of a word belongs to an address.
    decorateMessage: ({ content }) => ({ parts: /[?？؟](\s|$)/.test(content) ? ['question'] : ['aside'] }),
  },
  bubbles: {
    renderMessage: (_message, { avatar, reply, badges, author, time, content }) =>
      part('bubble', part('bubble-head', avatar(), author(), badges(), time()), reply(), content()),
  },
};
