import { expect, html } from '@open-wc/testing';
import { ChatNotConnectedError } from '../../client/index.js';
import type { IvsChatUserClickEvent } from '../events.js';
import type { MessageContext } from './message-body.js';
import { listWith } from './testing/complaints.js';
import { listInRoom, moderator, partOf, pointAt, pointAway, readable, rowWith, rowsOf, settled, toolsOf } from './testing/list-driver.js';

const ana = { userId: 'ana', attributes: { displayName: 'Ana Ruiz', role: 'moderator' } };

/** `<p>` with what is handed in. */
function paragraph(...content: (string | Node)[]): HTMLElement {
  const element = document.createElement('p');
  element.append(...content);
  return element;
}

describe('<ivs-chat-messages> renderMessage', () => {
  it('draws a text as text', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content }) => `» ${content}`;
    room.say('<img src=x onerror=alert(1)>');
    await settled(list);
    const [row] = rowsOf(list);
    expect(readable(row!)).to.equal('» <img src=x onerror=alert(1)>');
    expect(row!.querySelector('img, [part]') === null).to.equal(true);
  });

  it('draws a DOM node, which a page can make without Lit', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = (_message, { author, content }) => paragraph(author(), ' said ', content());
    room.say('hello', ana);
    await settled(list);
    expect(readable(rowWith(list, 'hello'))).to.equal('Ana Ruiz said hello');
    expect(rowWith(list, 'hello').firstElementChild!.localName).to.equal('p');
  });

  it('draws a template of Lit, which may hold our pieces', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content }, { time, author }) => html`<b part="shout">${content.toUpperCase()}</b> <i>${author()}</i> ${time()}`;
    room.say('<b>hello', ana);
    await settled(list);
    const row = rowWith(list, 'HELLO');
    expect(partOf(row, 'shout')!.textContent).to.equal('<B>HELLO');
    expect(partOf(row, 'timestamp')!.localName).to.equal('time');
  });

  it('gives every piece of a row, and who reads', async () => {
    const { list, room } = await listInRoom();
    const seen: MessageContext[] = [];
    list.renderMessage = (_message, context) => {
      seen.push(context);
      return paragraph(context.reply(), context.badges(), context.author(), context.time(), context.content());
    };
    const { id } = room.say('question', ana);
    room.say('answer', ana, { attributes: { replyTo: id } });
    await settled(list);
    const row = rowWith(list, 'answer');
    expect([...row.querySelectorAll('p > [part]')].map((one) => one.getAttribute('part'))).to.deep.equal(['reply', 'badges', 'author', 'timestamp', 'content']);
    expect(seen[0]!.user?.userId).to.equal('you');
    expect(seen[0]!.strings.tools).to.equal('Moderation');
  });

  it('gives nothing in place of what a message does not have', async () => {
    const { list, room } = await listInRoom();
    const seen: Record<string, number> = {};
    list.renderMessage = (_message, { reply, badges, avatar, time, author, content }) => {
      for (const [name, piece] of Object.entries({ reply, badges, avatar, time, author, content })) seen[name] = piece().childNodes.length;
      return 'drawn';
    };
    room.say('hello', {}, { sendTime: new Date(NaN) });
    await settled(list);
    expect(seen).to.deep.equal({ reply: 0, badges: 0, avatar: 0, time: 0, author: 1, content: 1 });
  });

  it('leaves a message to the list where it says nothing', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content }) => (content === 'custom' ? 'mine' : undefined);
    room.say('custom');
    room.say('plain');
    await settled(list);
    expect(readable(rowsOf(list)[0]!)).to.equal('mine');
    expect(partOf(rowWith(list, 'plain'), 'author')!.textContent).to.equal('marlow');
  });

  it('is called once for each row: not for its tools, and not when others arrive', async () => {
    const { list, room } = await listInRoom(moderator);
    const drawn: string[] = [];
    list.renderMessage = ({ content }) => (drawn.push(content), paragraph(content));
    room.say('one');
    room.say('two');
    await settled(list);
    const node = rowWith(list, 'one').querySelector('p');
    pointAt(rowWith(list, 'one'));
    expect(toolsOf(rowWith(list, 'one'))).to.deep.equal(['Delete message', 'Remove user']);
    pointAway(list);
    room.sayMany(3);
    await settled(list);
    expect(drawn).to.deep.equal(['one', 'two', 'line 0', 'line 1', 'line 2']);
    expect(rowWith(list, 'one').querySelector('p') === node).to.equal(true);
  });

  it('never sees a deleted message: its row becomes the list’s own mark, and its text goes', async () => {
    const { list, room } = await listInRoom();
    const seen: boolean[] = [];
    list.renderMessage = ({ content, deleted }) => (seen.push(deleted !== undefined), paragraph(content));
    const { id } = room.say('rude words');
    await settled(list);
    room.store.delete(id, 'Rude');
    await settled(list);
    expect(seen).to.deep.equal([false]);
    expect(partOf(rowsOf(list)[0]!, 'tombstone')!.textContent).to.include('Rude');
    expect(list.shadowRoot!.textContent).to.not.include('rude words');
  });

  it('keeps the marks of messages on their way and failed, and their choices', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content, status }) => `${status}: ${content}`;
    const pending = room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    await settled(list);
    expect(rowWith(list, 'pending: mine').querySelector('[role="img"]')!.getAttribute('aria-label')).to.equal('Sending');
    room.store.markFailed(pending.key, new ChatNotConnectedError('offline'));
    await settled(list);
    const row = rowWith(list, 'failed: mine');
    expect([...row.querySelectorAll('[part="action"]')].map((one) => one.textContent)).to.deep.equal(['Retry', 'Discard']);
  });

  it('draws again when it is replaced, when the words change and when a quote loses its text', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = (_message, { reply, content }) => paragraph(reply(), content());
    const { id } = room.say('question');
    room.say('answer', {}, { attributes: { replyTo: id } });
    await settled(list);
    room.store.delete(id);
    await settled(list);
    expect(readable(rowsOf(list)[1]!)).to.equal('Message removed by a moderatoranswer');
    list.renderMessage = (_message, { strings }) => strings.tools;
    await settled(list);
    expect(readable(rowsOf(list)[1]!)).to.equal('Moderation');
    room.change({ strings: { ...room.context.strings, tools: 'Werkzeuge' } });
    await settled(list);
    expect(readable(rowsOf(list)[1]!)).to.equal('Werkzeuge');
    list.renderMessage = undefined;
    await settled(list);
    expect(partOf(rowsOf(list)[1]!, 'content')!.textContent).to.equal('answer');
  });

  it('draws a row that left and came back', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = ({ content }) => {
      const fragment = document.createDocumentFragment();
      fragment.append(paragraph(content));
      return fragment;
    };
    room.sayMany(400);
    await settled(list);
    expect(list.scrollToMessage(room.store.messages[10]!.id)).to.equal(true);
    await settled(list);
    list.scrollToLatest();
    await settled(list);
    expect(list.scrollToMessage(room.store.messages[10]!.id)).to.equal(true);
    expect(readable(rowWith(list, 'line 10'))).to.equal('line 10');
  });

  it('has our pieces work: a press on the name is told', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = (_message, { author }) => paragraph(author());
    room.say('hello', ana);
    await settled(list);
    let heard: IvsChatUserClickEvent | undefined;
    list.addEventListener('ivs-chat-user-click', (event) => (heard = event));
    partOf(list, 'author')!.click();
    expect(heard!.detail.user.userId).to.equal('ana');
  });

  const unusable: [string, unknown][] = [
    ['a number', 5],
    ['false', false],
    ['a list', ['a']],
    ['a promise', Promise.resolve('a')],
    ['an object', { content: 'a' }],
    ['a function', () => 'a'],
  ];
  for (const [name, value] of unusable) {
    it(`ignores ${name}, with one warning`, async () => {
      const { list, warnings, errors } = await listWith({ renderMessage: () => value });
      expect(warnings).to.deep.equal(['<ivs-chat-messages>: `renderMessage` gave something that cannot be used; it is ignored.']);
      expect(errors).to.be.empty;
      expect(partOf(rowWith(list, 'two'), 'content')!.textContent).to.equal('two');
    });
  }

  const failing: [string, () => unknown][] = [
    ['throws', () => { throw new Error('my mistake'); }],
    ['gives a template that throws', () => html`<p>${{ toString: () => { throw new Error('my mistake'); } }}</p>`],
    ['gives a node that fits nowhere', () => document],
  ];
  for (const [name, callback] of failing) {
    it(`falls back to its own row, and reports once, when the page’s function ${name}`, async () => {
      const { list, errors } = await listWith({ renderMessage: callback });
      expect(errors).to.have.length(1);
      expect(rowsOf(list).map((row) => partOf(row, 'content')!.textContent)).to.deep.equal(['one', 'two']);
    });
  }

  it('passes the accessibility checks', async () => {
    const { list, room } = await listInRoom();
    list.renderMessage = (_message, { author, badges, content, time }) => paragraph(badges(), author(), ' ', content(), ' ', time());
    room.say('hello', ana);
    await settled(list);
    await expect(list).to.be.accessible();
  });
});
