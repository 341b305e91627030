import { expect } from '@open-wc/testing';
import type { ListMessage } from './list-message.js';
import { ListSource } from './list-source.js';
import { ReplyQuotes } from './reply-quotes.js';
import { chatMessage } from './testing/list-driver.js';

describe('ReplyQuotes', () => {
  function stage() {
    const source = new ListSource();
    const quotes = new ReplyQuotes(source);
    const question = chatMessage('question');
    const show = (...messages: readonly ListMessage[]) => source.setMessages(messages);
    const quotedIn = (row: HTMLElement) => quotes.of(row, chatMessage('answer', {}, { attributes: { replyTo: question.id } }));
    const changed = () => {
      const rows: HTMLElement[] = [];
      quotes.settle((row) => rows.push(row));
      return rows;
    };
    show(question);
    return { quotes, question, show, quotedIn, changed };
  }
  const row = () => document.createElement('div');

  it('has the rows drawn again whose quote changed, until they were', () => {
    const { question, show, quotedIn, changed } = stage();
    const [first, second] = [row(), row()];
    expect(quotedIn(first)!.message === question).to.equal(true);
    quotedIn(second);
    expect(changed()).to.have.length(0);
    show({ ...question, content: '', deleted: {} });
    expect(changed()).to.have.length(2);
    quotedIn(first);
    expect(changed().map((one) => one === second)).to.deep.equal([true]);
  });

  it('remembers no row that is gone, or that answers nothing any more', () => {
    const { quotes, show, quotedIn, changed } = stage();
    const [gone, other, kept] = [row(), row(), row()];
    for (const one of [gone, other, kept]) quotedIn(one);
    quotes.forget(gone);
    expect(quotes.of(other, chatMessage('no answer')) === undefined).to.equal(true);
    show();
    expect(changed().map((one) => one === kept)).to.deep.equal([true]);
  });
});
