import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { dialogOf, distanceFromEnd, drawnTop, listInRoom, moderator, partOf, readable, rowWith, rowsOf, settled, toolOf, toolsOf, viewportOf } from './testing/list-driver.js';
import { waitUntil } from '../testing/wait-until.js';

async function stage(count = 60, context: Parameters<typeof listInRoom>[0] = moderator) {
  const { list, room } = await listInRoom(context);
  room.sayMany(count);
  await settled(list);
  const before = document.createElement('button');
  const after = document.createElement('button');
  room.element.prepend(before);
  room.element.append(after);
  before.focus();
  const focused = () => list.shadowRoot!.activeElement as HTMLElement | null;
  return { list, room, before, after, focused };
}

describe('<ivs-chat-messages> by keyboard', () => {
  afterEach(() => getSelection()!.removeAllRanges());

  it('is one stop of the Tab key, however many rows it has', async () => {
    const { list, after, focused } = await stage();
    await sendKeys({ press: 'Tab' });
    expect(focused() === viewportOf(list)).to.equal(true);
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement === after).to.equal(true);
  });

  it('goes from row to row with the arrow keys, and ends at the ends', async () => {
    const { list, focused } = await stage();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    expect(readable(focused()!)).to.include('line 59');
    await sendKeys({ press: 'ArrowUp' });
    expect(readable(focused()!)).to.include('line 58');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(readable(focused()!)).to.include('line 59');
    await sendKeys({ press: 'Home' });
    expect(focused() === rowsOf(list)[0]).to.equal(true);
    await sendKeys({ press: 'End' });
    expect(focused() === rowsOf(list).at(-1)).to.equal(true);
  });

  it('reaches the links of a row, and opens them', async () => {
    const { list, room, after, focused } = await stage(3);
    room.say('see https://example.com/a and https://example.com/b', {}, {});
    await settled(list);
    const pressed: string[] = [];
    list.addEventListener('ivs-chat-link-click', (event) => {
      pressed.push(event.detail.url);
      event.preventDefault();
    });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement === after, 'links are no stops of their own').to.equal(true);
    list.focus();
    viewportOf(list).focus();
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Tab' });
    expect(focused() === partOf(rowWith(list, 'see'), 'author')).to.equal(true);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    expect(pressed).to.deep.equal(['https://example.com/a', 'https://example.com/b']);
    await sendKeys({ press: 'Escape' });
    expect(focused() === viewportOf(list)).to.equal(true);
  });

  it('reaches the tools of a row, acts with them, and comes back', async () => {
    const { list, room, focused } = await stage();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    const row = focused()!;
    expect(toolsOf(row)).to.deep.equal(['Delete message', 'Remove user']);
    await sendKeys({ press: 'Tab' });
    expect(focused() === partOf(row, 'author')).to.equal(true);
    await sendKeys({ press: 'Tab' });
    expect(focused() === toolOf(row, 'Delete message')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => dialogOf(list)?.open);
    expect(focused()!.localName).to.equal('input');
    await sendKeys({ press: 'Escape' });
    await settled(list);
    expect(dialogOf(list) === null).to.equal(true);
    expect(room.asked).to.deep.equal([]);
    expect(focused() === toolOf(row, 'Delete message')).to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(focused() === viewportOf(list)).to.equal(true);
    expect(toolsOf(row)).to.deep.equal([]);
  });

  it('goes into a row with Enter: to the tools, or to Retry, or to the author', async () => {
    const { list, room, focused } = await stage(3, {});
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    expect(focused() === partOf(rowWith(list, 'line 2'), 'author')).to.equal(true);
    const { key } = room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    room.store.markFailed(key, new Error('no'));
    await settled(list);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect(readable(focused()!)).to.equal('Retry');
    await sendKeys({ press: 'Enter' });
    expect(room.asked).to.deep.equal([`retry ${key}`]);
  });

  it('tries again what failed, by mouse, and follows as before', async () => {
    const { list, room, focused } = await stage(60, {});
    const { key, requestId } = room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    room.store.markFailed(key, new Error('no'));
    await settled(list);
    room.answer = () => Promise.resolve(void room.store.markPending(key));
    const { left, top, width, height } = rowWith(list, 'mine').querySelector('[data-action="retry"]')!.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    await settled(list);
    expect(room.asked).to.deep.equal([`retry ${key}`]);
    expect(rowWith(list, 'mine').getAttribute('part')).to.equal('message message-own message-pending');
    expect(focused() === viewportOf(list)).to.equal(true);
    room.say('mine', { userId: 'you' }, { requestId: requestId! });
    room.sayMany(30);
    await settled(list);
    expect(list.matches(':state(paused)')).to.equal(false);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('goes on with the row of what is tried again by keyboard', async () => {
    const { list, room, focused } = await stage(3, {});
    const { key } = room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    room.store.markFailed(key, new Error('no'));
    await settled(list);
    room.answer = () => Promise.resolve(void room.store.markPending(key));
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    await settled(list);
    const row = rowWith(list, 'mine');
    expect([room.asked.length, row.getAttribute('part')]).to.deep.equal([1, 'message message-own message-pending']);
    expect(focused() === row).to.equal(true);
    await sendKeys({ press: 'ArrowUp' });
    expect(focused() === rowWith(list, 'line 2')).to.equal(true);
  });

  it('presses an author with Enter and with the space bar', async () => {
    const { list, focused } = await stage(3);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Tab' });
    expect(focused() === partOf(rowWith(list, 'line 2'), 'author')).to.equal(true);
    for (const key of ['Enter', ' ']) {
      const event = oneEvent(list, 'ivs-chat-user-click');
      await sendKeys({ press: key });
      expect((await event).detail.user.userId).to.equal('marlow');
    }
  });

  it('confirms with Enter in the reason, once the question has been there for a moment', async () => {
    const { list, room, focused } = await stage();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Delete' });
    await waitUntil(() => focused()?.localName === 'input');
    await sendKeys({ type: 'spam' });
    await waitUntil(async () => {
      await sendKeys({ press: 'Enter' });
      return dialogOf(list) === null;
    });
    expect(room.asked[0]).to.match(/^delete m\d+ spam$/);
  });

  it('stands still while a row has the focus, and follows again after Escape', async () => {
    const { list, room, focused } = await stage();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowUp' });
    const row = focused()!;
    const top = drawnTop(row);
    room.sayMany(300, 'flood');
    await settled(list);
    expect(focused() === row).to.equal(true);
    expect(drawnTop(row)).to.equal(top);
    await sendKeys({ press: 'Escape' });
    await settled(list);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('scrolls with Page Up as everywhere', async () => {
    const { list } = await stage();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'PageUp' });
    await waitUntil(() => distanceFromEnd(list) > 50);
    expect(list.matches(':state(paused)')).to.equal(true);
  });

  it('stays at what the browser itself finds', async () => {
    const { list, room } = await stage(60, {});
    expect((window as unknown as { find(text: string, isCased: boolean, isBackward: boolean, isWrapped: boolean): boolean }).find('line 51', false, false, true)).to.equal(true);
    await settled(list);
    const row = rowWith(list, 'line 51');
    const top = drawnTop(row);
    for (let i = 0; i < 3; i++) {
      room.sayMany(300, 'flood');
      await settled(list);
      expect([list.matches(':state(paused)'), drawnTop(row)]).to.deep.equal([true, top]);
    }
  });

  it('does not stop for a click into the list', async () => {
    const { list, room } = await stage(60, {});
    const box = rowWith(list, 'line 55').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(box.left + box.width - 10), Math.round(box.top + 10)] });
    room.sayMany(5);
    await settled(list);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('shows a real pointer the tools of a moderator, and opens the question with a click', async () => {
    const { list, room } = await stage();
    const row = rowWith(list, 'line 55');
    const box = row.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.left + 20), Math.round(box.top + 8)] });
    await waitUntil(() => toolsOf(row).length === 2);
    room.sayMany(20, 'flood');
    await settled(list);
    const tool = toolOf(row, 'Remove user').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(tool.left + tool.width / 2), Math.round(tool.top + tool.height / 2)] });
    await waitUntil(() => dialogOf(list)?.open);
    expect(readable(dialogOf(list)!)).to.include('marlow');
  });
});
