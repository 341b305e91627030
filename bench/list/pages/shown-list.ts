/** How to look at a list from outside: what it scrolls, and its newest row. */
export interface ShownList {
  readonly viewport: () => Element | null | undefined;
  /** Holds the rows; the last one is the newest. */
  readonly rows: () => Element | null | undefined;
}

const query = (root: ParentNode | null | undefined, selector: string) => root?.querySelector(selector);

export const shownLists: Readonly<Record<string, ShownList>> = {
  ours: {
    viewport: () => query(ourList(), '.viewport'),
    rows: () => query(ourList(), '.list'),
  },
  bound: {
    viewport: () => query(document, '.viewport'),
    rows: () => query(document, '.list'),
  },
  'deep-chat': {
    viewport: () => query(query(document, 'deep-chat')?.shadowRoot, '#messages'),
    rows: () => query(query(document, 'deep-chat')?.shadowRoot, '.outer-message-container')?.parentElement,
  },
  chatscope: {
    viewport: () => query(document, '.cs-message-list__scroll-wrapper'),
    rows: () => query(document, '.cs-message-list__scroll-wrapper'),
  },
  vaadin: {
    viewport: () => query(document, 'vaadin-message-list'),
    rows: () => query(document, 'vaadin-message-list'),
  },
  'stream-chat': {
    viewport: () => query(document, '[data-virtuoso-scroller]'),
    rows: () => query(document, '[data-test-id="virtuoso-item-list"]'),
  },
};

function ourList(): ShadowRoot | null | undefined {
  return query(query(document, 'ivs-chat-room')?.shadowRoot, 'ivs-chat-messages')?.shadowRoot;
}

/** The number at the end of a message's text, `#12!`; 0 where there is none. Some rows go on behind it. */
export function numberOf(row: Element | null | undefined): number {
  const text = row?.textContent ?? '';
  const start = text.lastIndexOf('#');
  return start === -1 ? 0 : Number.parseInt(text.slice(start + 1), 10) || 0;
}

/** The newest row that shows a message: some lists end with something else. */
export function newestRow(list: ShownList): Element | undefined {
  let row = list.rows()?.lastElementChild;
  for (let tries = 5; row && tries > 0; tries--, row = row.previousElementSibling) {
    if (numberOf(row) > 0) return row;
  }
  return undefined;
}
