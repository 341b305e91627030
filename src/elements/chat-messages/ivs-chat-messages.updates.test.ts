import { expect } from '@open-wc/testing';
import { ChatNotConnectedError } from '../../client/index.js';
import type { TranscriptMessage } from '../../client/message-store.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, listInRoom, moderator, partOf, readable, rowWith, rowsOf, settled, toolOf, viewportOf, type ListRoom } from './testing/list-driver.js';

const focused = (list: IvsChatMessages) => list.shadowRoot!.activeElement;

/** Others around it, and one own message on its way. */
async function stage(context: Parameters<typeof listInRoom>[0] = {}) {
  const { list, room } = await listInRoom(context);
  room.sayMany(3, 'before');
  const mine = room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
  await settled(list);
  const row = rowWith(list, 'mine');
  return { list, room, mine, row };
}

const fail = (room: ListRoom, { key }: TranscriptMessage) => room.store.markFailed(key, new ChatNotConnectedError('offline'));
const echo = (room: ListRoom, { requestId, content }: TranscriptMessage) => room.store.add(chatMessage(content, { userId: 'you' }, { requestId: requestId! }));
const statesOf = (row: Element) => row.getAttribute('part')!.replace(/^message ?/, '');

describe('a row of <ivs-chat-messages> that changes', () => {
  it('is the same element from pending over failed, pending again and sent to deleted, at its place, and the others are not touched', async () => {
    const { list, room, mine, row } = await stage();
    const others = rowsOf(list).slice(0, 3);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    for (const other of others) observer.observe(other, { childList: true, subtree: true, characterData: true, attributes: true });
    const steps: readonly (readonly [string, () => unknown])[] = [
      ['message-own message-failed', () => fail(room, mine)],
      ['message-own message-pending', () => room.store.markPending(mine.key)],
      ['message-own', () => echo(room, mine)],
      ['message-deleted', () => room.store.delete(room.store.get(mine.key)!.id)],
    ];
    for (const [state, step] of steps) {
      step();
      await settled(list);
      expect(statesOf(row)).to.equal(state);
      const rows = rowsOf(list);
      expect(rows.length).to.equal(4);
      expect(rows.map((one, i) => one === [...others, row][i])).to.deep.equal([true, true, true, true]);
    }
    observer.disconnect();
    expect(changes).to.have.length(0);
  });

  it('keeps the focus on its author while it is accepted, or fails and is tried again', async () => {
    const { list, room, mine, row } = await stage();
    const author = partOf(row, 'author')!;
    author.focus();
    for (const step of [() => fail(room, mine), () => room.store.markPending(mine.key), () => echo(room, mine)]) {
      step();
      await settled(list);
      expect(focused(list) === author).to.equal(true);
    }
  });

  it('keeps the focus when the part with the focus goes: on itself for the keyboard, else on the list', async () => {
    const { list, room, mine, row } = await stage();
    fail(room, mine);
    await settled(list);
    const retry = row.querySelector<HTMLElement>('[data-action="retry"]')!;
    retry.focus();
    const isKeyboard = retry.matches(':focus-visible');
    room.store.markPending(mine.key);
    await settled(list);
    expect(retry.isConnected).to.equal(false);
    expect(focused(list) === (isKeyboard ? row : viewportOf(list))).to.equal(true);
    echo(room, mine);
    await settled(list);
    expect(focused(list) === (isKeyboard ? row : viewportOf(list))).to.equal(true);
    partOf(row, 'author')!.focus();
    room.store.delete(room.store.get(mine.key)!.id);
    await settled(list);
    expect(focused(list) === (isKeyboard ? row : viewportOf(list))).to.equal(true);
  });

  it('gives the focus to the list when it goes itself', async () => {
    const { list, room, mine, row } = await stage();
    fail(room, mine);
    await settled(list);
    row.querySelector<HTMLElement>('[data-action="discard"]')!.focus();
    room.store.remove(mine.key);
    await settled(list);
    expect(row.isConnected).to.equal(false);
    expect(focused(list) === viewportOf(list)).to.equal(true);
  });

  it('keeps the tool with the focus when its author is moderated and another message with it', async () => {
    const { list, room } = await listInRoom(moderator);
    const first = room.say('first', { userId: 'eve' });
    room.say('second', { userId: 'eve' });
    await settled(list);
    const row = rowWith(list, 'second');
    partOf(row, 'author')!.focus();
    const tool = toolOf(row, 'Remove user');
    tool.focus();
    room.store.delete(first.id, 'rude');
    await settled(list);
    expect(readable(rowsOf(list)[0]!)).to.match(/rude$/);
    expect(focused(list) === tool).to.equal(true);
    room.store.delete(room.store.messages[1]!.id);
    await settled(list);
    expect(rowsOf(list)[1] === row && statesOf(row) === 'message-deleted').to.equal(true);
    expect(row.contains(focused(list)), 'the tool is there for a deleted message too').to.equal(true);
  });

  it('is drawn at most once for many changes within a frame, and says the last', async () => {
    const { list, room, mine, row } = await stage();
    let draws = 0;
    const observer = new MutationObserver(() => draws++);
    observer.observe(row, { attributes: true, attributeFilter: ['part'] });
    for (let i = 0; i < 50; i++) {
      fail(room, mine);
      room.store.markPending(mine.key);
    }
    fail(room, mine);
    await settled(list);
    observer.disconnect();
    expect(draws).to.equal(1);
    expect(statesOf(row)).to.equal('message-own message-failed');
  });
});
