import { expect } from '@open-wc/testing';
import { defaultStrings } from '../strings.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, distanceFromEnd, drawnTop, firstInView, listAlone, listInRoom, moderator, partOf, pointAt, pointAway, pressKey, readable, rowWith, rowsOf, scrollTo, settled, viewportOf } from './testing/list-driver.js';

const jumpButton = (list: IvsChatMessages) => partOf(list, 'jump-button');
const isPinned = (list: IvsChatMessages) => distanceFromEnd(list) <= 1;

async function scrolledUp(count = 60) {
  const { list, room } = await listInRoom();
  room.sayMany(count);
  await settled(list);
  await scrollTo(list, 500);
  return { list, room };
}

describe('<ivs-chat-messages> at its end', () => {
  it('stays there when messages come', async () => {
    const { list, room } = await listInRoom();
    for (let i = 0; i < 10; i++) {
      room.sayMany(7, `round ${i}`);
      await settled(list);
      expect(isPinned(list), `round ${i}`).to.equal(true);
    }
    expect(list.matches(':state(at-latest)')).to.equal(true);
    expect(list.matches(':state(paused)')).to.equal(false);
    expect(jumpButton(list) === null).to.equal(true);
  });

  it('stays there when it passes its number of rows', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(190);
    await settled(list);
    for (let i = 0; i < 5; i++) {
      room.say('a long one '.repeat(20));
      room.sayMany(9);
      await settled(list);
      expect(isPinned(list)).to.equal(true);
      expect(rowsOf(list).length).to.be.at.most(200);
    }
  });

  it('stays there when it is resized, and when what it shows grows', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    for (const [property, value] of [['height', '120px'], ['height', '340px'], ['width', '180px'], ['font-size', '20px']] as const) {
      list.style.setProperty(property === 'font-size' ? '--ivs-chat-font-size' : property, value);
      await settled(list);
      expect(isPinned(list), `${property} ${value}`).to.equal(true);
    }
    room.change({ density: 'compact' });
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('is there when it is shown after having been hidden', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(5);
    await settled(list);
    list.hidden = true;
    await settled(list);
    room.sayMany(60);
    await settled(list);
    list.hidden = false;
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('is there again after it was moved', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    const wrapper = document.createElement('section');
    room.element.append(wrapper);
    wrapper.append(list);
    await settled(list);
    expect(isPinned(list)).to.equal(true);
    expect(jumpButton(list) === null).to.equal(true);
  });

  it('stands at the bottom while there is room to spare', async () => {
    const { list, room } = await listInRoom();
    room.say('only one');
    await settled(list);
    const gap = viewportOf(list).getBoundingClientRect().bottom - rowsOf(list)[0]!.getBoundingClientRect().bottom;
    expect(gap).to.be.within(0, 12);
  });
});

describe('<ivs-chat-messages> scrolled up', () => {
  it('does not move when messages come, and counts them', async () => {
    const { list, room } = await scrolledUp();
    const row = firstInView(list);
    const top = drawnTop(row);
    expect(list.matches(':state(paused)') && !list.matches(':state(at-latest)')).to.equal(true);
    expect(readable(jumpButton(list)!)).to.equal('Jump to the latest');
    room.say('one');
    await settled(list);
    expect(readable(jumpButton(list)!)).to.equal('1 new message');
    for (let i = 0; i < 5; i++) {
      room.sayMany(20);
      await settled(list);
      expect(drawnTop(row)).to.equal(top);
    }
    expect(readable(jumpButton(list)!)).to.equal('101 new messages');
  });

  it('does not move, and keeps what is on screen, when the room lets go of its oldest messages', async () => {
    const { list, room } = await scrolledUp();
    const row = firstInView(list);
    const [top, text] = [drawnTop(row), readable(row)];
    for (let i = 0; i < 8; i++) {
      room.sayMany(100, `flood ${i}`);
      await settled(list);
      expect(row.isConnected && drawnTop(row)).to.equal(top);
    }
    expect(room.store.messages.some(({ content }) => text.endsWith(content))).to.equal(false);
    expect(readable(row)).to.equal(text);
    expect(rowsOf(list).length).to.be.at.most(700);
    expect(readable(jumpButton(list)!)).to.equal('800 new messages');
  });

  it('does not move when messages above and below are deleted', async () => {
    const { list, room } = await scrolledUp();
    const row = firstInView(list);
    const top = drawnTop(row);
    const index = rowsOf(list).indexOf(row);
    for (const i of [0, 1, index - 1, index + 1, 50]) room.store.delete(room.store.messages[i]!.id, 'a reason that makes the row taller than it was before');
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    list.deleted = 'hide';
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
  });

  it('shows no text any more of a message that the room let go of and a moderator deleted then', async () => {
    const { list, room } = await scrolledUp();
    const row = firstInView(list);
    const id = room.store.messages.find(({ content }) => readable(row).endsWith(content))!.id;
    room.sayMany(600, 'flood');
    await settled(list);
    expect(room.store.find(id)).to.equal(undefined);
    expect(row.isConnected).to.equal(true);
    room.store.delete(id);
    await settled(list);
    expect(row.getAttribute('part')).to.equal('message message-deleted');
    expect(readable(row)).to.match(/Message removed by a moderator$/);
  });

  it('does not move when something above grows late', async () => {
    const { list } = await scrolledUp();
    const row = firstInView(list);
    const top = drawnTop(row);
    rowsOf(list)[2]!.style.paddingBlockEnd = '200px';
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    rowsOf(list)[2]!.style.paddingBlockEnd = '';
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
  });

  it('does not move when the first rows in view are taken out', async () => {
    const messages = Array.from({ length: 60 }, (_, i) => chatMessage(`line ${i}`));
    const list = await listAlone(messages);
    await scrollTo(list, 500);
    const kept = rowsOf(list)[rowsOf(list).indexOf(firstInView(list)) + 2]!;
    const top = drawnTop(kept);
    const gone = rowsOf(list).indexOf(kept);
    list.messages = messages.filter((_, i) => i > 4 && i !== gone - 1 && i !== gone - 2);
    await settled(list);
    expect(drawnTop(kept)).to.equal(top);
  });

  it('does not move when it becomes narrower and wider', async () => {
    const { list, room } = await listInRoom();
    for (let i = 0; i < 60; i++) room.say(`line ${i} `.repeat(12));
    await settled(list);
    await scrollTo(list, 900);
    const row = firstInView(list);
    const top = drawnTop(row);
    list.style.width = '220px';
    await settled(list);
    list.style.width = '300px';
    await settled(list);
    expect(drawnTop(row)).to.be.closeTo(top, 2);
  });

  it('does not drift over many deletions above', async () => {
    const { list, room } = await scrolledUp();
    list.deleted = 'hide';
    const row = firstInView(list);
    const top = drawnTop(row);
    for (let i = 0; i < 12; i++) {
      room.say('a new one');
      room.store.delete(room.store.messages[i]!.id);
      await settled(list);
    }
    expect(drawnTop(row)).to.equal(top);
  });

  it('does not move by the pixel that fractions of one add up to', async () => {
    const { list, room } = await listInRoom();
    // Rows of 20.3 px and more, in a viewport that begins between two pixels.
    list.style.marginTop = '0.4px';
    list.style.setProperty('--ivs-chat-row-pad', '4.37px');
    room.sayMany(80);
    await settled(list);
    await scrollTo(list, 1_200);
    const row = firstInView(list);
    const drawnAt = () => Math.round(drawnTop(row) - drawnTop(viewportOf(list)));
    const before = drawnAt();
    for (const above of room.store.messages.slice(0, 20)) {
      room.store.remove(above.key);
      await settled(list);
      expect(drawnAt()).to.equal(before);
    }
  });

  it('is where it was when it is shown after having been hidden', async () => {
    const { list } = await scrolledUp();
    const row = firstInView(list);
    const top = drawnTop(row);
    list.hidden = true;
    await settled(list);
    list.hidden = false;
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    expect(jumpButton(list)).to.exist;
  });

  it('goes to the newest with the button, and follows again', async () => {
    const { list, room } = await scrolledUp();
    room.sayMany(300, 'more');
    await settled(list);
    jumpButton(list)!.click();
    await settled(list);
    expect(isPinned(list)).to.equal(true);
    expect(rowsOf(list)).to.have.length(200);
    expect(jumpButton(list) === null).to.equal(true);
    expect(list.shadowRoot!.activeElement === viewportOf(list), 'the focus has a place').to.equal(true);
    room.say('last');
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('counts what comes beyond the messages that the room keeps, and tells where they are missing', async () => {
    const { list, room } = await scrolledUp();
    const notice = partOf(list, 'notice')!;
    const row = firstInView(list);
    const top = drawnTop(row);
    room.sayMany(10_000, 'flood');
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    expect(rowsOf(list), '60, and as many new ones as the room keeps').to.have.length(560);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/flood 499$/);
    expect(readable(jumpButton(list)!)).to.equal('10,000 new messages');
    expect(notice.checkVisibility()).to.equal(false);
    jumpButton(list)!.click();
    await settled(list);
    expect(readable(rowsOf(list).at(0)!)).to.match(/flood 9800$/);
    expect([isPinned(list), readable(notice), notice.role]).to.deep.equal([true, '9,300 messages not shown', 'note']);
    await scrollTo(list, 0);
    const { top: edge, bottom } = notice.getBoundingClientRect();
    expect(edge >= drawnTop(viewportOf(list)) && bottom <= drawnTop(rowsOf(list)[0]!)).to.equal(true);
    room.change({ strings: { ...defaultStrings, notShown: (count) => `${count} fehlen` } });
    await settled(list);
    expect(readable(notice)).to.equal('9300 fehlen');
    await expect(list).to.be.accessible();
    await scrollTo(list, viewportOf(list).scrollHeight);
    expect(notice.hidden).to.equal(true);
  });

  it('goes to the newest by scrollToLatest()', async () => {
    const { list } = await scrolledUp();
    list.scrollToLatest();
    expect(isPinned(list)).to.equal(true);
  });

  it('follows again when the reader comes back to the end', async () => {
    const { list, room } = await scrolledUp();
    room.say('one');
    await settled(list);
    await scrollTo(list, viewportOf(list).scrollHeight);
    expect(jumpButton(list) === null).to.equal(true);
    room.sayMany(3);
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('comes back to the end for what its own reader writes', async () => {
    const { list, room } = await scrolledUp();
    room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    await settled(list);
    expect(isPinned(list)).to.equal(true);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/mine$/);
  });

  it('comes back for it although others write in the same moment', async () => {
    const { list, room } = await scrolledUp();
    room.store.addPending({ requestId: 'r1', content: 'mine', sender: { userId: 'you' } });
    room.sayMany(3);
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('is at its end again when nothing is left to scroll', async () => {
    const { list, room } = await scrolledUp();
    room.store.clear();
    await settled(list);
    room.sayMany(2);
    await settled(list);
    expect(list.matches(':state(at-latest)')).to.equal(true);
    expect(jumpButton(list) === null).to.equal(true);
    expect(rowsOf(list)).to.have.length(2);
  });

  it('keeps its place when it is moved', async () => {
    const { list, room } = await scrolledUp();
    const row = firstInView(list);
    const offset = drawnTop(row) - drawnTop(viewportOf(list));
    const wrapper = document.createElement('section');
    room.element.append(wrapper);
    wrapper.append(list);
    await settled(list);
    expect(drawnTop(row) - drawnTop(viewportOf(list))).to.be.closeTo(offset, 1);
    expect(jumpButton(list)).to.exist;
  });
});

describe('<ivs-chat-messages> under a moderator’s hand', () => {
  it('stands still while the pointer is on a row, and follows when it is gone', async () => {
    const { list, room } = await listInRoom(moderator);
    room.sayMany(60);
    await settled(list);
    const row = rowWith(list, 'line 55');
    const top = drawnTop(row);
    pointAt(row);
    for (let i = 0; i < 3; i++) {
      room.sayMany(100, 'flood');
      await settled(list);
      expect(drawnTop(row)).to.equal(top);
    }
    expect(list.matches(':state(paused)') && list.matches(':state(at-latest)')).to.equal(true);
    expect(readable(jumpButton(list)!)).to.equal('300 new messages');
    pointAway(list);
    await settled(list);
    expect(isPinned(list)).to.equal(true);
    expect(rowsOf(list)).to.have.length(200);
    expect(jumpButton(list) === null).to.equal(true);
  });

  it('stands still too while it does not fill its place', async () => {
    const { list, room } = await listInRoom(moderator);
    room.sayMany(3);
    await settled(list);
    const row = rowWith(list, 'line 1');
    const top = drawnTop(row);
    pointAt(row);
    room.sayMany(2, 'new');
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    pointAway(list);
    await settled(list);
    expect(viewportOf(list).getBoundingClientRect().bottom - rowsOf(list).at(-1)!.getBoundingClientRect().bottom).to.be.within(0, 12);
  });

  it('makes way with the button when the hand goes on to another row, though nothing comes', async () => {
    const { list, room } = await listInRoom(moderator);
    room.sayMany(60);
    await settled(list);
    const inView = rowsOf(list).filter((row) => drawnTop(row) >= drawnTop(viewportOf(list)));
    pointAt(inView[4]!);
    room.say('new');
    await settled(list);
    pointAt(inView[0]!);
    await settled(list);
    const pill = jumpButton(list)!.parentElement!.getBoundingClientRect();
    expect(pill.top).to.be.greaterThan(inView[0]!.getBoundingClientRect().bottom);
  });

  it('shows the button where it covers neither that row nor, if it can, the last ones', async () => {
    const { list, room } = await listInRoom(moderator);
    room.sayMany(60);
    await settled(list);
    const inView = () => rowsOf(list).filter((row) => drawnTop(row) >= drawnTop(viewportOf(list)));
    for (const place of [0, 1, 4, -2, -1]) {
      const row = inView().at(place)!;
      const last = rowsOf(list).at(-1)!;
      pointAt(row);
      room.say('new');
      await settled(list);
      // With the ground that rows fade into.
      const pill = jumpButton(list)!.parentElement!.getBoundingClientRect();
      const covers = (one: Element) => pill.bottom > one.getBoundingClientRect().top && pill.top < one.getBoundingClientRect().bottom;
      expect([covers(row), covers(last)], `row ${place} of those in view`).to.deep.equal([false, place === 0 || place === 1]);
      pointAway(list);
      await settled(list);
    }
  });

  it('does not stop for a viewer’s pointer, nor for rows that slide under a resting one', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    pointAt(rowWith(list, 'line 55'));
    room.sayMany(5);
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });

  it('stands still while a row has the focus of the keyboard', async () => {
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    viewportOf(list).focus();
    pressKey(viewportOf(list), 'ArrowUp');
    const row = rowWith(list, 'line 59');
    expect(list.shadowRoot!.activeElement === row).to.equal(true);
    await settled(list);
    if (!row.matches(':focus-visible')) return expect(document.hasFocus(), 'only a window without focus shows none').to.equal(false);
    const top = drawnTop(row);
    room.sayMany(30);
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    expect(list.shadowRoot!.activeElement === row).to.equal(true);
    pressKey(row, 'Escape');
    await settled(list);
    expect(isPinned(list)).to.equal(true);
  });
});
