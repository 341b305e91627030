import { expect } from '@open-wc/testing';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { distanceFromEnd, listInRoom, partOf, rowWith, rowsOf, scrollTo, settled, viewportOf, type ListRoom } from './testing/list-driver.js';

const topOf = (element: Element) => element.getBoundingClientRect().top;
/** Where a row stands in the view, which may itself move. */
const placeOf = (list: IvsChatMessages, row: HTMLElement) => topOf(row) - topOf(viewportOf(list));

function firstInView(list: IvsChatMessages): HTMLElement {
  const top = topOf(viewportOf(list));
  return rowsOf(list).find((row) => topOf(row) >= top)!;
}

async function reader(length = 8): Promise<{ list: IvsChatMessages; room: ListRoom; row: HTMLElement; place: number }> {
  const { list, room } = await listInRoom();
  for (let i = 0; i < 60; i++) room.say(`line ${i} ${'of many words '.repeat(i % length)}`);
  await settled(list);
  await scrollTo(list, 900);
  const row = firstInView(list);
  return { list, room, row, place: placeOf(list, row) };
}

/** Drawn at the same pixel. */
async function expectToStay(list: IvsChatMessages, row: HTMLElement, place: number, what: string): Promise<void> {
  await settled(list);
  expect(Math.round(placeOf(list, row)), what).to.equal(Math.round(place));
  expect(list.matches(':state(paused)'), what).to.equal(true);
}

/** A picture that arrives late: a row has another height from then on. */
function grow(row: HTMLElement, px: number): void {
  const picture = document.createElement('span');
  picture.style.cssText = `display:inline-block;inline-size:20px;block-size:${px}px`;
  row.append(picture);
}

describe('<ivs-chat-messages> keeps a reader’s place', () => {
  it('when pictures arrive late, above, in and below the view', async () => {
    const { list, row, place } = await reader();
    const rows = rowsOf(list);
    const index = rows.indexOf(row);
    for (const [offset, px] of [[-9, 61], [-1, 120], [0, 44], [1, 90], [9, 300], [-2, 33]] as const) {
      grow(rows[index + offset]!, px);
      await expectToStay(list, row, place, `row ${offset}`);
    }
  });

  it('when it is turned, when a keyboard opens, when the theme, the density and the type change', async () => {
    const { list, room, row, place } = await reader();
    const changes: readonly [string, () => void][] = [
      ['narrower', () => (list.style.width = '214px')],
      ['a keyboard', () => (list.style.height = '130px')],
      ['wider', () => (list.style.width = '551px')],
      ['no keyboard', () => (list.style.height = '410px')],
      ['dark', () => (list.style.colorScheme = 'dark')],
      ['compact', () => room.change({ density: 'compact' })],
      ['large type', () => list.style.setProperty('--ivs-chat-font-size', '21px')],
      ['another font', () => list.style.setProperty('--ivs-chat-font', 'monospace')],
      ['comfortable', () => room.change({ density: 'comfortable' })],
      ['as before', () => list.removeAttribute('style')],
    ];
    for (const [what, change] of changes) {
      change();
      await expectToStay(list, row, place, what);
    }
  });

  it('when something above the list appears', async () => {
    const { list, room, row, place } = await reader();
    const banner = document.createElement('div');
    banner.style.height = '77px';
    room.element.prepend(banner);
    await expectToStay(list, row, place, 'banner');
  });

  it('through a long flow with deletions, trims, late pictures and resizes', async () => {
    const { list, room, row, place } = await reader();
    list.deleted = 'hide';
    for (let i = 0; i < 30; i++) {
      room.sayMany(i * 3, `flow ${i}`);
      const above = rowsOf(list).indexOf(row) - 1;
      if (i % 3 === 0) room.store.delete(room.store.messages.at(-1)!.id);
      if (i % 4 === 1 && above > 2) room.store.delete(room.store.messages.find(({ id }) => id !== '')!.id);
      if (i % 5 === 2) grow(rowsOf(list)[above]!, 7 + i);
      if (i % 10 === 7) list.style.width = `${240 + i}px`;
      await expectToStay(list, row, place, `step ${i}`);
    }
    expect(rowsOf(list).length).to.be.at.most(560);
  });

  it('when one row fills the view and grows below', async () => {
    const { list, room } = await listInRoom();
    for (let i = 0; i < 30; i++) room.say(`line ${i} `.repeat(i === 15 ? 50 : 3));
    await settled(list);
    const tall = rowWith(list, 'line 15');
    await scrollTo(list, tall.offsetTop + 20);
    list.style.height = '60px';
    await settled(list);
    await scrollTo(list, tall.offsetTop + 20);
    const place = placeOf(list, tall);
    grow(tall, 55);
    await expectToStay(list, tall, place, 'the tall row');
    room.sayMany(20);
    await expectToStay(list, tall, place, 'new rows');
  });

  it('at the row that follows, when all that was in view is deleted, and some above', async () => {
    const { list, room, place } = await reader();
    list.deleted = 'hide';
    const rows = rowsOf(list);
    const first = rows.indexOf(firstInView(list));
    const next = rows[first + 15]!;
    for (const { id } of room.store.messages.slice(first - 6, first + 15)) room.store.delete(id);
    await expectToStay(list, next, place, 'the next row');
  });

  it('while it has no box, whatever comes, and when it has one again', async () => {
    for (const hide of [(list: IvsChatMessages) => (list.style.display = 'none'), (list: IvsChatMessages) => (list.parentElement!.hidden = true)]) {
      const { list, room, row, place } = await reader();
      hide(list);
      await settled(list);
      room.sayMany(700, 'unseen');
      room.store.delete(room.store.messages.at(3)!.id);
      await settled(list);
      list.style.display = '';
      list.parentElement!.hidden = false;
      await expectToStay(list, row, place, 'shown again');
    }
  });
});

describe('<ivs-chat-messages> in a closed dialog', () => {
  async function inDialog() {
    const { list, room } = await listInRoom();
    const dialog = document.createElement('dialog');
    room.element.append(dialog);
    dialog.append(list);
    await settled(list);
    return { list, room, dialog };
  }

  it('is at its end when the dialog opens, with no more rows than elsewhere', async () => {
    const { list, room, dialog } = await inDialog();
    room.sayMany(450);
    await settled(list);
    dialog.showModal();
    await settled(list);
    expect(distanceFromEnd(list)).to.be.at.most(1);
    expect(rowsOf(list)).to.have.length(200);
    expect(partOf(list, 'jump-button') === null).to.equal(true);
    dialog.close();
  });

  it('is where the reader was when it opens again', async () => {
    const { list, room, dialog } = await inDialog();
    room.sayMany(60);
    dialog.showModal();
    await settled(list);
    await scrollTo(list, 500);
    const row = firstInView(list);
    const place = placeOf(list, row);
    dialog.close();
    room.sayMany(300, 'unseen');
    await settled(list);
    dialog.showModal();
    await expectToStay(list, row, place, 'opened again');
    dialog.close();
  });
});
