import { expect } from '@open-wc/testing';
import type { ListMessage } from './list-message.js';
import { RowList } from './row-list.js';
import { countNew, latestRows, MAX_ROWS, readingRows, type Transcript } from './row-window.js';
import { chatMessage } from './testing/list-driver.js';

const message = (key: string, more: Partial<ListMessage> = {}): ListMessage => ({ ...chatMessage(key), key, ...more });
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => message(`k${from + i}`));
const keys = (messages: readonly ListMessage[]) => messages.map(({ key }) => key);

function list() {
  const container = document.createElement('div');
  const drawn: string[] = [];
  const removed: string[] = [];
  const rows = new RowList(container, {
    draw: (row, { content }) => {
      drawn.push(content);
      row.textContent = content;
    },
    onRemove: (row) => removed.push(row.textContent ?? ''),
  });
  const texts = () => [...container.children].map((row) => row.textContent);
  return { container, drawn, removed, rows, texts };
}

describe('RowList', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((key) => message(key)) as [ListMessage, ListMessage, ListMessage, ListMessage];

  it('draws each message once, however often it is shown', () => {
    const { rows, drawn, texts } = list();
    rows.show([a, b]);
    rows.show([a, b]);
    rows.show([a, b, c]);
    expect(texts()).to.deep.equal(['a', 'b', 'c']);
    expect(drawn).to.deep.equal(['a', 'b', 'c']);
  });

  it('draws again what is another object under the same key, in the same element', () => {
    const { rows, drawn, container } = list();
    rows.show([a, b]);
    const element = container.children[1];
    rows.show([a, { ...b, content: 'b!' }]);
    expect(drawn).to.deep.equal(['a', 'b', 'b!']);
    expect(container.children[1]).to.equal(element);
  });

  it('takes out, puts in between, and moves', () => {
    const { rows, removed, texts, container } = list();
    rows.show([a, b, c]);
    const [first, , third] = container.children;
    rows.show([c, d, a]);
    expect(texts()).to.deep.equal(['c', 'd', 'a']);
    expect(removed).to.deep.equal(['b']);
    expect([container.children[0], container.children[2]]).to.deep.equal([third, first]);
    rows.show([]);
    expect(container.childNodes).to.have.length(0);
    expect(rows.size).to.equal(0);
  });

  it('shows the first of two messages with one key', () => {
    const { rows, texts } = list();
    rows.show([a, { ...b, key: 'a' }, c]);
    expect(texts()).to.deep.equal(['a', 'c']);
  });

  it('takes the id of a message without a key', () => {
    const { rows, drawn } = list();
    const plain = chatMessage('plain');
    rows.show([plain]);
    rows.show([{ ...plain, content: 'changed' }]);
    expect(drawn).to.deep.equal(['plain', 'changed']);
    expect(rows.size).to.equal(1);
  });

  it('knows the message of a row', () => {
    const { rows, container } = list();
    rows.show([a, b]);
    expect(rows.messageOf(container.children[1]!)).to.equal(b);
    expect(rows.messages).to.deep.equal([a, b]);
    expect(rows.has('a') && !rows.has('c')).to.equal(true);
  });
});

describe('which rows are drawn', () => {
  const full = (maxMessages: number): Transcript => ({ maxMessages, isFull: true, wasDeleted: () => false });
  const page: Transcript = { maxMessages: Infinity, isFull: false, wasDeleted: () => false };

  it('at the end: the newest 200', () => {
    expect(latestRows(many(3))).to.have.length(3);
    expect(keys(latestRows(many(500))).at(0)).to.equal('k300');
    expect(latestRows(many(500))).to.have.length(MAX_ROWS);
  });

  it('for a reader: what is there stays, new ones are appended', () => {
    expect(keys(readingRows(many(300), many(10, 200), page))).to.deep.equal(keys(many(100, 200)));
  });

  it('for a reader: what a full transcript let go of stays, what was taken out goes', () => {
    const drawn = many(10);
    expect(keys(readingRows(many(10, 4), drawn, full(10)))).to.deep.equal(keys(many(14)));
    expect(keys(readingRows(many(10, 50), drawn, full(10)))).to.deep.equal([...keys(drawn), ...keys(many(10, 50))]);
    expect(keys(readingRows(many(6, 4), drawn, page))).to.deep.equal(keys(many(6, 4)));
    expect(keys(readingRows([], drawn, page))).to.deep.equal([]);
    const taken = many(14).filter((_, i) => i !== 8);
    expect(keys(readingRows(taken.slice(4), drawn, full(9)))).to.deep.equal(keys(taken));
  });

  it('for a reader: a discarded message goes, of a full transcript too', () => {
    const drawn = [message('mine', { status: 'failed' }), ...many(3)];
    expect(keys(readingRows(many(3), drawn, full(3)))).to.deep.equal(keys(many(3)));
  });

  it('for a reader: no more than the 200 and as many as the transcript keeps', () => {
    let drawn: readonly ListMessage[] = many(200);
    for (let start = 50; start < 3_000; start += 50) drawn = readingRows(many(500, start), drawn, full(500));
    expect(drawn).to.have.length(700);
    expect(drawn[0]!.key).to.equal('k0');
  });

  it('for a reader: nothing is left of a message that was let go of and deleted', () => {
    const [row] = readingRows(many(10, 5), many(10), { ...full(10), wasDeleted: () => true });
    expect(row!.deleted).to.deep.equal({});
    expect(row!.content).to.equal('');
  });

  it('new messages are those after the newest one that was there', () => {
    expect(countNew(many(12), many(10))).to.equal(2);
    expect(countNew(many(10), many(10))).to.equal(0);
    expect(countNew(many(500, 700), many(500))).to.equal(500);
    expect(countNew(many(3), [])).to.equal(3);
    expect(countNew(many(9), many(10)), 'the newest was taken out').to.equal(0);
  });
});
