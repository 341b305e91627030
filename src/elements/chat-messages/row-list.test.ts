import { expect } from '@open-wc/testing';
import type { ListMessage } from './list-message.js';
import { RowList } from './row-list.js';
import { areSame, chatMessage } from './testing/list-driver.js';

const message = (key: string, more: Partial<ListMessage> = {}): ListMessage => ({ ...chatMessage(key), key, ...more });

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
    expect(container.children[1] === element).to.equal(true);
  });

  it('has one row for each message although drawing one shows the list anew', () => {
    const container = document.createElement('div');
    const messages = [b, c, d];
    const draw = (row: HTMLElement, { content }: ListMessage): void => {
      row.textContent = content;
      if (content === 'c') rows.show(messages);
    };
    const rows: RowList = new RowList(container, { draw, onRemove: () => undefined });
    rows.show([a, b]);
    rows.show(messages);
    expect(Array.from(container.children, ({ textContent }) => textContent)).to.have.members(['b', 'c', 'd']);
    expect(container.childElementCount).to.equal(3);
  });

  it('takes out, puts in between, and moves', () => {
    const { rows, removed, texts, container } = list();
    rows.show([a, b, c]);
    const [first, , third] = container.children;
    rows.show([c, d, a]);
    expect(texts()).to.deep.equal(['c', 'd', 'a']);
    expect(removed).to.deep.equal(['b']);
    expect(areSame([container.children[0], container.children[2]], [third, first])).to.equal(true);
    rows.show([]);
    expect(container.childNodes).to.have.length(0);
    expect(rows.size).to.equal(0);
  });

  it('takes the id of a message without a key', () => {
    const { rows, drawn } = list();
    const plain = chatMessage('plain');
    rows.show([plain]);
    rows.show([{ ...plain, content: 'changed' }]);
    expect(drawn).to.deep.equal(['plain', 'changed']);
    expect(rows.size).to.equal(1);
  });

  it('shows what was drawn ahead without drawing it again, in its place', () => {
    const { rows, drawn, texts } = list();
    rows.show([a]);
    rows.drawAhead(c);
    rows.drawAhead(c);
    rows.drawAhead(b);
    expect([texts(), drawn, rows.size]).to.deep.equal([['a'], ['a', 'c', 'b'], 1]);
    rows.show([a, b, c, d]);
    expect(texts()).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(drawn).to.deep.equal(['a', 'c', 'b', 'd']);
  });

  it('draws again what has changed since it was drawn ahead, and what must look different', () => {
    const { rows, drawn, removed, texts } = list();
    rows.drawAhead(a);
    rows.show([{ ...a, content: 'a!' }]);
    rows.drawAhead(b);
    rows.redraw();
    rows.show([{ ...a, content: 'a!' }, b]);
    expect(texts()).to.deep.equal(['a!', 'b']);
    expect(drawn).to.deep.equal(['a', 'a!', 'b', 'a!', 'a!', 'b']);
    expect(removed).to.deep.equal(['a', 'b']);
  });

  it('lets go of what was drawn ahead and not shown, and draws only so much ahead', () => {
    const { rows, drawn, removed } = list();
    const many = Array.from({ length: 1_000 }, (_, i) => message(`m${i}`));
    for (const one of many) rows.drawAhead(one);
    expect(drawn).to.have.length(40);
    expect(rows.hasRoomAhead).to.equal(false);
    rows.show([a]);
    expect(removed).to.have.length(40);
    rows.show([many[0]!]);
    expect(drawn.at(-1)).to.equal('m0');
    expect(drawn).to.have.length(42);
  });

  it('draws nothing ahead while more comes than is drawn ahead', () => {
    const { rows, drawn } = list();
    const many = Array.from({ length: 200 }, (_, i) => message(`m${i}`));
    rows.show(many.slice(0, 100));
    drawn.length = 0;
    rows.drawAhead(many[100]!);
    expect([drawn.length, rows.hasRoomAhead]).to.deep.equal([0, false]);
    rows.show(many.slice(0, 110));
    rows.drawAhead(many[110]!);
    expect(drawn.at(-1)).to.equal('m110');
  });

  it('draws nothing ahead that is shown', () => {
    const { rows, drawn } = list();
    rows.show([a]);
    rows.drawAhead(a);
    expect(drawn).to.deep.equal(['a']);
  });

  it('knows the message of a row', () => {
    const { rows, container } = list();
    rows.show([a, b]);
    expect(rows.messageOf(container.children[1]!)).to.equal(b);
  });
});
