import { expect } from '@open-wc/testing';
import { listWith } from './testing/complaints.js';
import { listInRoom, moderator, partOf, pointAt, pointAway, readable, rowWith, rowsOf, scrollTo, settled } from './testing/list-driver.js';

const parts = (row: Element) => row.getAttribute('part')!.split(' ');

describe('<ivs-chat-messages> decorateMessage', () => {
  it('adds parts, badges and the mark of a mention', async () => {
    const { list, room } = await listInRoom();
    list.decorateMessage = ({ content }) => (content === 'first' ? { parts: ['first-timer', 'x_1'], badges: ['vip', 'Sub'], mention: true } : undefined);
    room.say('first', { attributes: { role: 'moderator' } });
    room.say('second');
    await settled(list);
    const row = rowWith(list, 'first');
    expect(parts(row)).to.include.members(['message', 'message-moderator', 'message-mention', 'first-timer', 'x_1']);
    expect([...row.querySelectorAll('[part~="badge"]')].map((badge) => badge.getAttribute('aria-label'))).to.deep.equal(['Moderator', 'VIP', 'Subscriber']);
    expect(parts(rowWith(list, 'second'))).to.deep.equal(['message']);
  });

  it('hides messages: no row, no text, no place among the newest 200, and no quote', async () => {
    const { list, room } = await listInRoom();
    list.decorateMessage = ({ sender }) => ({ hidden: sender.userId === 'rude' });
    const { id } = room.say('rude words', { userId: 'rude' });
    for (let i = 0; i < 200; i++) room.say(`line ${i}`, { userId: i % 2 ? 'rude' : 'marlow' });
    room.say('an answer', {}, { attributes: { replyTo: id } });
    await settled(list);
    expect(rowsOf(list)).to.have.length(101);
    expect(list.shadowRoot!.textContent).to.not.include('rude words');
    expect(list.scrollToMessage(id)).to.equal(false);
    list.decorateMessage = undefined;
    await settled(list);
    expect(rowsOf(list)).to.have.lengthOf.at.least(150);
    expect(readable(rowWith(list, 'an answer'))).to.include('rude words');
  });

  it('hides messages from somebody who reads, too', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    await scrollTo(list, 100);
    list.decorateMessage = ({ content }) => ({ hidden: content === 'line 50' || content === 'spam' });
    room.say('spam');
    room.say('ham');
    await settled(list);
    expect(rowsOf(list).filter((row) => /line 50|spam/.test(readable(row)))).to.have.length(0);
    expect(rowWith(list, 'ham').isConnected).to.equal(true);
    expect(readable(partOf(list, 'jump-button')!)).to.equal('1 new message');
  });

  it('is asked once for each message, and again when it changed', async () => {
    const { list, room } = await listInRoom(moderator);
    const asked: string[] = [];
    list.decorateMessage = ({ content, deleted }) => void asked.push(deleted ? 'deleted' : content);
    const { id } = room.say('one');
    room.say('two');
    await settled(list);
    pointAt(rowWith(list, 'one'));
    pointAway(list);
    room.say('three');
    room.change({ strings: { ...room.context.strings } });
    await settled(list);
    expect(asked).to.have.members(['one', 'two', 'three']);
    room.store.delete(id);
    await settled(list);
    expect(asked).to.have.members(['one', 'two', 'three', 'deleted']);
    asked.length = 0;
    list.decorateMessage = ({ content }) => void asked.push(content);
    await settled(list);
    expect(asked).to.have.members(['', 'two', 'three']);
  });

  const bad: [string, unknown][] = [
    ['a text', 'vip'],
    ['parts that are no list', { parts: 'vip' }],
    ['a part with a space', { parts: ['a b'] }],
    ['a part that is no text', { parts: [1] }],
    ['an empty badge', { badges: [''] }],
    ['a flag that is none', { hidden: 'yes' }],
    ['a promise', Promise.resolve({ hidden: true })],
  ];
  for (const [name, value] of bad) {
    it(`ignores ${name}, with one warning`, async () => {
      const { list, warnings, errors } = await listWith({ decorateMessage: () => value });
      expect(rowsOf(list).map(parts)).to.deep.equal([['message'], ['message']]);
      expect(warnings).to.deep.equal(['<ivs-chat-messages>: `decorateMessage` gave something that cannot be used; it is ignored.']);
      expect(errors).to.be.empty;
    });
  }

  it('may throw: that is reported once, and the list goes on', async () => {
    const failure = new Error('my mistake');
    const { list, errors } = await listWith({
      decorateMessage() {
        throw failure;
      },
    });
    expect(rowsOf(list)).to.have.length(2);
    expect(errors).to.have.length(1);
    expect(errors[0] === failure).to.equal(true);
  });

  it('warns of what is no function', async () => {
    const { list, warnings } = await listWith({ decorateMessage: 'hide', renderMessage: {} });
    expect(warnings).to.deep.equal([
      '<ivs-chat-messages>: `decorateMessage` is not a function; it is ignored.',
      '<ivs-chat-messages>: `renderMessage` is not a function; it is ignored.',
    ]);
    expect(rowsOf(list)).to.have.length(2);
  });

  it('leaves the badges of a deleted message out', async () => {
    const { list, room } = await listInRoom();
    list.decorateMessage = () => ({ badges: ['vip'], parts: ['mine'] });
    room.store.delete(room.say('gone').id);
    await settled(list);
    const [row] = rowsOf(list);
    expect(parts(row!)).to.deep.equal(['message', 'mine', 'message-deleted']);
    expect(partOf(row!, 'badges') === null).to.equal(true);
  });
});
