import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { ChatNotConnectedError, ChatRequestError } from '../../client/index.js';
import type { TranscriptMessage } from '../../client/message-store.js';
import { defaultStrings } from '../strings.js';
import { takeOver } from '../taken-over.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import type { ListMessage } from './list-message.js';
import { areSame, chatMessage, listAlone, listInRoom, partOf, readable, rowWith, rowsOf, settled } from './testing/list-driver.js';
import { warningsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

const visible = (element: Element | null) => element !== null && element.getClientRects().length > 0;

describe('a row of <ivs-chat-messages>', () => {
  it('is a line: time, badges, author, text', async () => {
    const sendTime = new Date(2026, 0, 5, 21, 4);
    const sender = { userId: 'ana', attributes: { displayName: 'Ana Ruiz', role: 'moderator', badges: 'vip,founder' } };
    const list = await listAlone([chatMessage('schematics are pinned', sender, { sendTime })]);
    const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(sendTime);
    const [row] = rowsOf(list);
    expect(readable(row!)).to.equal(`${time} F Ana Ruiz: schematics are pinned`.replace(/\s+/g, ' '));
    expect(partOf(row!, 'timestamp')!.getAttribute('datetime')).to.equal(sendTime.toISOString());
    const badges = [...row!.querySelectorAll('[part="badge"]')].map((badge) => badge.getAttribute('aria-label'));
    expect(badges).to.deep.equal(['Moderator', 'VIP', 'founder']);
    expect(row!.getAttribute('part')).to.equal('message message-moderator');
    expect(readable(partOf(row!, 'content')!)).to.equal('schematics are pinned');
  });

  it('has its badges in one group, and none where there are none', async () => {
    const { list, room } = await listInRoom();
    room.say('two badges', { attributes: { role: 'moderator', badges: 'vip' } });
    room.say('no badge');
    await settled(list);
    expect(partOf(rowWith(list, 'two badges'), 'badges')!.querySelectorAll('[part="badge"]')).to.have.length(2);
    expect(partOf(rowWith(list, 'no badge'), 'badges') === null).to.equal(true);
  });

  it('shows the user id of somebody without a name', async () => {
    const list = await listAlone([chatMessage('hi', { userId: 'user-17' }), chatMessage('ho', { userId: 'u2', attributes: { displayName: '  \u200b ' } })]);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'author')!))).to.deep.equal(['user-17', 'u2']);
  });

  it('keeps the lines of a message', async () => {
    const list = await listAlone([chatMessage('one\ntwo')]);
    const [row] = rowsOf(list);
    expect(getComputedStyle(partOf(row!, 'content')!).whiteSpace).to.match(/pre-line|preserve-breaks/);
    expect(partOf(row!, 'content')!.textContent).to.equal('one\ntwo');
  });

  it('marks an own message, faintly while it is on its way', async () => {
    const { list, room } = await listInRoom();
    const { key } = room.store.addPending({ requestId: 'r1', content: 'what op-amp is it?', sender: { userId: 'you' } });
    await settled(list);
    const row = rowWith(list, 'what op-amp');
    expect(row.getAttribute('part')).to.equal('message message-own message-pending');
    expect(row.querySelector('[aria-label="Sending"]')).to.exist;
    room.store.add(chatMessage('what op-amp is it?', { userId: 'you' }, { requestId: 'r1' }));
    await settled(list);
    expect(room.store.get(key)!.status).to.equal('sent');
    expect(areSame(rowsOf(list), [row])).to.equal(true);
    expect(row.getAttribute('part')).to.equal('message message-own');
    expect(row.querySelector('[aria-label="Sending"]') === null).to.equal(true);
  });

  it('calls an author "You" while the own name is not known yet', async () => {
    const { list, room } = await listInRoom({ user: undefined });
    room.store.addPending({ requestId: 'r1', content: 'first', sender: { userId: '' } });
    await settled(list);
    expect(readable(partOf(rowWith(list, 'first'), 'author')!)).to.equal('You');
  });

  it('leaves the reason to a page that took over the notice, and still retries or discards', async () => {
    const { list, room } = await listInRoom();
    const { key } = room.store.addPending({ requestId: 'r1', content: 'Is this on?', sender: { userId: 'you' } });
    const error = new ChatRequestError(406, 'rejected', 'e1', 'r1');
    takeOver(error, true);
    room.store.markFailed(key, error);
    await settled(list);
    const row = rowWith(list, 'Is this on?');
    expect(row.textContent).not.to.contain('Not sent');
    expect([...row.querySelectorAll('button')].map((button) => button.textContent)).to.deep.equal(['Retry', 'Discard']);
  });

  it('keeps the text of a failed message, says why, and retries or discards it', async () => {
    const { list, room } = await listInRoom();
    const { key } = room.store.addPending({ requestId: 'r1', content: 'what op-amp is it?', sender: { userId: 'you' } });
    room.store.markFailed(key, new ChatNotConnectedError('offline'));
    await settled(list);
    const row = rowWith(list, 'what op-amp is it?');
    expect(row.getAttribute('part')).to.equal('message message-own message-failed');
    expect(readable(row)).to.include(`Not sent. ${defaultStrings.notConnected}`);
    const [retry, discard] = row.querySelectorAll('button');
    expect(readable(retry!)).to.equal('Retry');
    retry!.click();
    expect(room.asked).to.deep.equal([`retry ${key}`]);
    discard!.click();
    await settled(list);
    expect(room.asked).to.deep.equal([`retry ${key}`, `discard ${key}`]);
    expect(rowsOf(list)).to.have.length(0);
  });

  it('says in our words why the service did not take a message', async () => {
    const { list, room } = await listInRoom();
    const { key } = room.store.addPending({ requestId: 'r1', content: 'buy now', sender: { userId: 'you' } });
    room.store.markFailed(key, new ChatRequestError(406, 'REJECTED by handler arn:aws:lambda', 'e1', 'r1'));
    await settled(list);
    const text = readable(rowWith(list, 'buy now'));
    expect(text).to.include(defaultStrings.sendRejected).and.not.include('arn:');
  });

  it('stands a line where a message was deleted, in the same place', async () => {
    const { list, room } = await listInRoom();
    room.say('before');
    const { id } = room.say('this is trash');
    room.say('after');
    await settled(list);
    const rows = rowsOf(list);
    room.store.delete(id, 'be kind');
    await settled(list);
    expect(areSame(rowsOf(list), rows)).to.equal(true);
    expect(readable(rows[1]!)).to.match(/Message removed by a moderator: be kind$/);
    expect(rows[1]!.getAttribute('part')).to.equal('message message-deleted');
    expect(list.shadowRoot!.textContent).to.not.include('trash');
  });

  it('leaves nothing of a deleted message with deleted="hide"', async () => {
    const { list, room } = await listInRoom();
    const { id } = room.say('this is trash');
    room.say('after');
    list.deleted = 'hide';
    await settled(list);
    room.store.delete(id);
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['after']);
    list.deleted = 'placeholder';
    await settled(list);
    expect(rowsOf(list)).to.have.length(2);
  });

  it('tells the page when an author is pressed', async () => {
    const { list, room } = await listInRoom();
    const message = room.say('hi', { userId: 'keiko' });
    await settled(list);
    const author = partOf(rowWith(list, 'hi'), 'author')!;
    expect(author.getAttribute('role')).to.equal('button');
    setTimeout(() => author.click());
    const event = await oneEvent(list, 'ivs-chat-user-click');
    expect(event.detail.user.userId).to.equal('keiko');
    expect(event.detail.message.id).to.equal(message.id);
    expect(event.detail.originalEvent.type).to.equal('click');
    expect(event.bubbles && event.composed && event.cancelable).to.equal(true);
  });
});

describe('the attributes of <ivs-chat-messages>', () => {
  const sender = { userId: 'ana', attributes: { role: 'moderator', color: '#ffee00' } };

  it('hide times and badges', async () => {
    const list = await listAlone([chatMessage('hi', sender)]);
    const [row] = rowsOf(list);
    expect(visible(partOf(row!, 'timestamp')) && visible(partOf(row!, 'badge'))).to.equal(true);
    list.setAttribute('no-timestamps', '');
    list.setAttribute('no-badges', '');
    expect(visible(partOf(row!, 'timestamp')) || visible(partOf(row!, 'badge'))).to.equal(false);
  });

  it('show author colours fit for the ground, as they are, or not at all', async () => {
    const list = await listAlone([chatMessage('hi', sender)]);
    list.style.colorScheme = 'light';
    const author = partOf(rowsOf(list)[0]!, 'author')!;
    const color = () => getComputedStyle(author).color;
    const plain = getComputedStyle(list).color;
    const adjusted = color();
    expect(adjusted).to.not.equal(plain).and.not.equal('rgb(255, 238, 0)');
    list.nameColors = 'raw';
    await settled(list);
    expect(color()).to.equal('rgb(255, 238, 0)');
    list.setAttribute('name-colors', 'off');
    await settled(list);
    expect(color()).to.equal(plain);
  });

  it('show the time and then the badges only where there is room', async () => {
    const list = await listAlone([chatMessage('hi', sender)]);
    const [row] = rowsOf(list);
    const shown = (width: number) => {
      list.style.width = `${width}px`;
      return [visible(partOf(row!, 'timestamp')), visible(partOf(row!, 'badge'))];
    };
    expect(shown(320)).to.deep.equal([true, true]);
    expect(shown(240)).to.deep.equal([false, true]);
    expect(shown(200)).to.deep.equal([false, false]);
  });
});

describe('the rows of <ivs-chat-messages>', () => {
  it('keep their elements when others come, change and go', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(5);
    await settled(list);
    const before = rowsOf(list);
    const texts = before.map((row) => partOf(row, 'content')!.firstChild);
    room.sayMany(3, 'more');
    room.store.delete(room.store.messages[2]!.id);
    await settled(list);
    const after = rowsOf(list);
    expect(areSame(after.slice(0, 5), before)).to.equal(true);
    expect(after).to.have.length(8);
    for (const i of [0, 1, 3, 4]) expect(partOf(after[i]!, 'content')!.firstChild === texts[i]).to.equal(true);
  });

  it('stay few, and leave nothing behind, after 5,000 messages', async () => {
    const { list, room } = await listInRoom();
    for (let burst = 0; burst < 25; burst++) {
      room.sayMany(200, `burst ${burst} line`);
      if (burst % 5 === 0) await settled(list);
    }
    await settled(list);
    const box = partOf(list, 'list')!;
    expect(rowsOf(list)).to.have.length(200);
    expect(box.childNodes.length, 'comments too').to.be.at.most(203);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/burst 24 line 199$/);
    const nodes = [...box.children].map((row) => row.childNodes.length);
    room.sayMany(400, 'again');
    await settled(list);
    expect([...box.children].map((row) => row.childNodes.length)).to.deep.equal(nodes);
  });

  it('are drawn at most once a frame, however many messages come', async () => {
    const { list, room } = await listInRoom();
    let mutations = 0;
    const observer = new MutationObserver(() => mutations++);
    observer.observe(partOf(list, 'list')!, { childList: true });
    for (let i = 0; i < 50; i++) room.say(`now ${i}`);
    expect(rowsOf(list)).to.have.length(0);
    await settled(list);
    observer.disconnect();
    expect(rowsOf(list)).to.have.length(50);
    expect(mutations).to.equal(1);
  });

  it('are drawn where no frames come', async () => {
    const { list, room } = await listInRoom();
    const real = window.requestAnimationFrame;
    window.requestAnimationFrame = () => 0;
    try {
      room.say('in a hidden tab');
      await waitUntil(() => rowsOf(list).length === 1, 'a timer draws it');
    } finally {
      window.requestAnimationFrame = real;
    }
  });

  it('take their place in time when they come late', async () => {
    const { list, room } = await listInRoom();
    const late = chatMessage('second');
    room.say('first', {}, { sendTime: new Date(late.sendTime.getTime() - 1) });
    room.say('third', {}, { sendTime: new Date(late.sendTime.getTime() + 1) });
    await settled(list);
    room.store.add(late);
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['first', 'second', 'third']);
  });

  it('go when the conversation is cleared, and an invitation is shown', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(3);
    await settled(list);
    expect(visible(list.shadowRoot!.querySelector('.empty'))).to.equal(false);
    room.store.clear();
    await settled(list);
    expect(rowsOf(list)).to.have.length(0);
    expect(visible(list.shadowRoot!.querySelector('.empty'))).to.equal(true);
  });
});

describe('<ivs-chat-messages> and what it shows', () => {
  it('works alone, on messages that a page sets', async () => {
    const first = chatMessage('one');
    const list = await listAlone([first]);
    list.messages = [first, chatMessage('two')];
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['one', 'two']);
  });

  it('warns once of what is no message, and shows the others', async () => {
    const list = await listAlone([]);
    const warnings = await warningsDuring(async () => {
      const { id: _id, ...nameless } = chatMessage('nameless');
      const some = [chatMessage('one'), null, 7, { id: 'x' }, nameless, nameless, { ...nameless, id: 7 }, chatMessage('two')];
      for (const messages of [some, {}, 'text', '', { length: 0 }, some] as unknown as ListMessage[][]) {
        list.messages = messages;
        await settled(list);
        expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(Array.isArray(messages) ? ['one', 'two'] : []);
      }
    });
    expect(warnings).to.deep.equal(['<ivs-chat-messages>: `messages` takes an array of messages; anything else is not shown.']);
  });

  it('shows a changed message that has the same id', async () => {
    const first = chatMessage('one');
    const list = await listAlone([first]);
    const [row] = rowsOf(list);
    list.messages = [{ ...first, content: 'one, edited' }];
    await settled(list);
    expect(areSame(rowsOf(list), [row])).to.equal(true);
    expect(readable(row!)).to.match(/one, edited$/);
  });

  it('prefers messages set by hand to the room, and goes back to it', async () => {
    const { list, room } = await listInRoom();
    room.say('from the room');
    list.messages = [chatMessage('from the page')];
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['from the page']);
    list.messages = undefined;
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['from the room']);
  });

  it('shows rows with missing or broken fields as far as it can', async () => {
    const broken = { id: 'x', content: undefined, sendTime: new Date('nonsense'), sender: { userId: 'someone' } };
    const list = await listAlone([broken as unknown as TranscriptMessage, chatMessage('fine')]);
    expect(rowsOf(list)).to.have.length(2);
    expect(visible(partOf(rowsOf(list)[0]!, 'timestamp'))).to.equal(false);
    expect(visible(partOf(rowsOf(list)[1]!, 'timestamp'))).to.equal(true);
  });

  it('shows what a page puts into its slot while there is nothing else', async () => {
    const list = await fixture<IvsChatMessages>(html`<ivs-chat-messages><p slot="empty">Say hello</p></ivs-chat-messages>`);
    expect(visible(list.querySelector('p'))).to.equal(true);
    list.messages = [chatMessage('hello')];
    await settled(list);
    expect(visible(list.querySelector('p'))).to.equal(false);
  });

  it('takes properties that were set before it was defined', async () => {
    const list = await fixture<IvsChatMessages>(html`<ivs-chat-messages-late></ivs-chat-messages-late>`);
    list.messages = [chatMessage('early')];
    list.deleted = 'hide';
    const Base = customElements.get('ivs-chat-messages') as typeof IvsChatMessages;
    customElements.define('ivs-chat-messages-late', class extends Base {});
    await settled(list);
    expect(rowsOf(list).map((row) => readable(partOf(row, 'content')!))).to.deep.equal(['early']);
    expect(list.deleted).to.equal('hide');
  });

  it('can be removed and added again', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(40);
    await settled(list);
    const rows = rowsOf(list);
    list.remove();
    room.say('while it was away');
    await settled(list);
    expect(rowsOf(list)).to.have.length(40);
    room.element.append(list);
    await settled(list);
    expect(areSame(rowsOf(list).slice(0, 40), rows)).to.equal(true);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/while it was away$/);
    room.say('and after');
    await settled(list);
    expect(rowsOf(list)).to.have.length(42);
  });

  it('hears nothing more of a room that it has left', async () => {
    const { list, room } = await listInRoom();
    room.say('here');
    await settled(list);
    list.remove();
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    elsewhere.append(list);
    await settled(list);
    expect(rowsOf(list)).to.have.length(0);
    room.say('there');
    await settled(list);
    expect(rowsOf(list)).to.have.length(0);
  });

  it('speaks the words of its room, changed live', async () => {
    const { list, room } = await listInRoom();
    room.store.delete(room.say('x').id);
    await settled(list);
    room.change({ strings: { ...defaultStrings, messageRemoved: 'Nachricht entfernt', messages: 'Nachrichten' } });
    await settled(list);
    expect(readable(rowsOf(list)[0]!)).to.match(/Nachricht entfernt$/);
    expect(partOf(list, 'viewport')!.getAttribute('aria-label')).to.equal('Nachrichten');
  });
});
