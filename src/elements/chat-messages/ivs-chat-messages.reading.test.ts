import { expect, nextFrame } from '@open-wc/testing';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { distanceFromEnd, drawnTop, firstInView, listInRoom, partOf, readable, rowWith, rowsOf, scrollTo, settled, viewportOf, type ListRoom } from './testing/list-driver.js';

const isPaused = (list: IvsChatMessages) => list.matches(':state(paused)');
const contentOf = (row: HTMLElement) => partOf(row, 'content')!.firstChild!;

/** Selects three letters of a row's text. */
async function selectIn(list: IvsChatMessages, row: HTMLElement): Promise<void> {
  getSelection()!.setBaseAndExtent(contentOf(row), 1, contentOf(row), 4);
  await settled(list);
}

/** What is selected, of whatever tree; Firefox before 142 tells it without being asked. */
function selected(list: IvsChatMessages): readonly [Node, number, Node, number] {
  const selection = getSelection()!;
  const range = 'getComposedRanges' in selection ? selection.getComposedRanges({ shadowRoots: [list.shadowRoot!] })[0]! : (selection as Selection).getRangeAt(0);
  return [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
}

async function stage(count = 60) {
  const { list, room } = await listInRoom();
  room.sayMany(count);
  await settled(list);
  return { list, room };
}

/** A row that somebody is busy with stays, as it is and where it is, whatever comes. */
async function expectToStay(list: IvsChatMessages, room: ListRoom, row: HTMLElement): Promise<void> {
  const top = drawnTop(row);
  const content = contentOf(row);
  for (let i = 0; i < 4; i++) {
    room.sayMany(150, 'flood');
    await settled(list);
  }
  expect(isPaused(list)).to.equal(true);
  expect(drawnTop(row)).to.equal(top);
  expect(contentOf(row) === content, 'its text is not drawn again').to.equal(true);
  expect(readable(partOf(list, 'jump-button')!)).to.equal('600 new messages');
}

async function expectToFollow(list: IvsChatMessages, room: ListRoom): Promise<void> {
  await settled(list);
  room.sayMany(3, 'then');
  await settled(list);
  expect(isPaused(list)).to.equal(false);
  expect(distanceFromEnd(list)).to.be.at.most(1);
  expect(rowsOf(list)).to.have.lengthOf.at.most(200);
}

describe('<ivs-chat-messages> while text is selected', () => {
  afterEach(() => getSelection()!.removeAllRanges());

  it('stays, and follows again when nothing is selected any more', async () => {
    const { list, room } = await stage();
    const row = rowWith(list, 'line 57');
    const text = contentOf(row);
    await selectIn(list, row);
    await expectToStay(list, room, row);
    expect(selected(list).map((value, i) => value === [text, 1, text, 4][i]), 'the same letters').to.deep.equal([true, true, true, true]);
    getSelection()!.removeAllRanges();
    await expectToFollow(list, room);
  });

  it('leaves what is selected alone where somebody scrolled up, whatever comes, is deleted or known late', async () => {
    const { list, room } = await stage();
    room.say('@new here?');
    await settled(list);
    await scrollTo(list, 500);
    const row = firstInView(list);
    const text = contentOf(row);
    await selectIn(list, row);
    room.store.delete(room.store.messages[3]!.id);
    room.store.delete(room.store.messages[50]!.id);
    room.change({ user: { userId: 'new' } });
    await expectToStay(list, room, row);
    expect(selected(list).map((value, i) => value === [text, 1, text, 4][i])).to.deep.equal([true, true, true, true]);
  });

  it('stays for a selection over several rows', async () => {
    const { list, room } = await stage();
    getSelection()!.setBaseAndExtent(contentOf(rowWith(list, 'line 58')), 2, contentOf(rowWith(list, 'line 55')), 1);
    await settled(list);
    await expectToStay(list, room, rowWith(list, 'line 58'));
  });

  for (const [where, isBefore, beginsInside] of [
    ['begins in it and ends below', false, true],
    ['begins below and ends in it', false, false],
    ['begins in it and ends above', true, true],
    ['begins above and ends in it', true, false],
  ] as const) {
    it(`stays for a selection that ${where}`, async () => {
      const { list, room } = await stage();
      const outside = document.createElement('p');
      outside.textContent = 'What the page says elsewhere';
      room.element[isBefore ? 'prepend' : 'append'](outside);
      const row = rowWith(list, 'line 57');
      const [inner, outer] = [[contentOf(row), 1] as const, [outside.firstChild!, 6] as const];
      const [from, to] = beginsInside ? [inner, outer] : [outer, inner];
      getSelection()!.setBaseAndExtent(from[0], from[1], to[0], to[1]);
      await settled(list);
      await expectToStay(list, room, row);
      getSelection()!.removeAllRanges();
      await expectToFollow(list, room);
    });
  }

  it('does not stop for a caret, nor for a selection elsewhere', async () => {
    const { list, room } = await stage();
    const outside = document.createElement('p');
    outside.textContent = 'What the page says below';
    room.element.append(outside);
    getSelection()!.collapse(contentOf(rowWith(list, 'line 57')), 2);
    await settled(list);
    expect(isPaused(list)).to.equal(false);
    getSelection()!.setBaseAndExtent(outside.firstChild!, 0, outside.firstChild!, 9);
    await expectToFollow(list, (room.sayMany(200), room));
  });

  it('follows again when what was selected is deleted', async () => {
    const { list, room } = await stage(200);
    await selectIn(list, rowWith(list, 'line 197'));
    expect(isPaused(list)).to.equal(true);
    room.store.delete(room.store.messages[197]!.id);
    await expectToFollow(list, room);
  });

  it('follows when the button is pressed, whatever is selected', async () => {
    const { list, room } = await stage(200);
    await selectIn(list, rowWith(list, 'line 197'));
    room.say('new');
    await settled(list);
    partOf(list, 'jump-button')!.click();
    await expectToFollow(list, room);
  });
});

describe('<ivs-chat-messages> while the focus is in it', () => {
  it('stays, wherever the focus came from, and keeps it', async () => {
    const { list, room } = await stage();
    const row = rowWith(list, 'line 57');
    const author = partOf(row, 'author')!;
    author.focus();
    await expectToStay(list, room, row);
    expect(list.shadowRoot!.activeElement === author).to.equal(true);
    author.blur();
    await expectToFollow(list, room);
  });

  it('follows when the focus is on the list itself', async () => {
    const { list, room } = await stage(200);
    viewportOf(list).focus();
    await expectToFollow(list, room);
    expect(list.shadowRoot!.activeElement === viewportOf(list)).to.equal(true);
  });
});

describe('<ivs-chat-messages> under a hand', () => {
  const fire = (target: EventTarget, type: string, more: PointerEventInit = {}) =>
    target.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerType: 'mouse', button: 0, ...more }));
  const touch = (target: EventTarget, type: string, touches: number) =>
    target.dispatchEvent(Object.assign(new Event(type, { bubbles: true, composed: true }), { touches: Array.from({ length: touches }) }));

  it('stays while a mouse button is down on a row, so that a click meets what it aimed at', async () => {
    const { list, room } = await stage();
    const row = rowWith(list, 'line 57');
    fire(row, 'pointerdown');
    await expectToStay(list, room, row);
    fire(document.body, 'pointerup');
    await expectToFollow(list, room);
  });

  it('stays while a finger is down on a row, also when that row goes', async () => {
    const { list, room } = await stage();
    const row = rowWith(list, 'line 57');
    touch(row, 'touchstart', 1);
    fire(row, 'pointercancel', { pointerType: 'touch' });
    await expectToStay(list, room, row);
    touch(row, 'touchend', 1);
    room.say('second finger');
    await settled(list);
    expect(isPaused(list)).to.equal(true);
    row.remove();
    touch(row, 'touchend', 0);
    await expectToFollow(list, room);
  });

  it('does not stop for other buttons', async () => {
    const { list } = await stage();
    fire(rowWith(list, 'line 57'), 'pointerdown', { button: 2 });
    await settled(list);
    expect(isPaused(list)).to.equal(false);
  });

  it('lets go of the end at a turn of the wheel, before it has scrolled', async () => {
    const { list, room } = await stage();
    const wheel = (init: WheelEventInit) => viewportOf(list).dispatchEvent(new WheelEvent('wheel', { bubbles: true, ...init }));
    wheel({ deltaY: 3 });
    wheel({ deltaY: -3, ctrlKey: true });
    room.say('new');
    await settled(list);
    expect(isPaused(list)).to.equal(false);
    wheel({ deltaY: -1 });
    room.say('newer');
    await settled(list);
    expect(isPaused(list)).to.equal(true);
    expect(distanceFromEnd(list)).to.be.greaterThan(1);
  });

  for (const [key, shiftKey] of [['PageUp', false], ['Home', false], [' ', true]] as const) {
    it(`lets go of the end at the key "${key}", before it has scrolled`, async () => {
      const { list, room } = await stage();
      const press = (init: KeyboardEventInit) => viewportOf(list).dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
      for (const other of ['PageDown', 'End', ' ', 'a']) press({ key: other });
      room.say('new');
      await settled(list);
      expect(isPaused(list)).to.equal(false);
      press({ key, shiftKey });
      room.say('newer');
      await settled(list);
      expect(isPaused(list)).to.equal(true);
      expect(distanceFromEnd(list)).to.be.greaterThan(1);
    });
  }

  it('lets go of the end for a press on its scrollbar, and is not taken back by the first pixel of a smooth scroll', async () => {
    const { list, room } = await stage();
    const viewport = viewportOf(list);
    rowWith(list, 'line 59').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
    expect(isPaused(list)).to.equal(false);
    list.style.inlineSize = '1000px';
    await settled(list);
    const { left, right } = viewport.getBoundingClientRect();
    const press = (clientX: number): boolean => viewport.dispatchEvent(new PointerEvent('pointerdown', { clientX }));
    press(right - 100);
    expect(isPaused(list), 'for the empty ground beside the rows').to.equal(false);
    press(getComputedStyle(list).direction === 'rtl' ? left + 3 : right - 3);
    await settled(list);
    expect(isPaused(list), 'before it has scrolled').to.equal(true);
    viewport.scrollTop -= 1;
    await nextFrame();
    room.sayMany(5, 'new');
    await settled(list);
    expect(isPaused(list), 'after a pixel').to.equal(true);
    await scrollTo(list, 1e6);
    await expectToFollow(list, room);
  });

  it('does not leave the end for keys that do not scroll it', async () => {
    const { list, room } = await stage();
    list.renderMessage = () => document.createElement('input');
    await settled(list);
    const press = (target: Element, init: KeyboardEventInit): void => void target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }));
    press(rowsOf(list).at(-1)!.querySelector('input')!, { key: 'Home' });
    expect(list.shadowRoot!.activeElement === null, 'Home goes to no row').to.equal(true);
    press(rowsOf(list).at(-1)!.querySelector('input')!, { key: ' ', shiftKey: true });
    press(viewportOf(list), { key: 'PageUp', ctrlKey: true });
    press(viewportOf(list), { key: 'Home', shiftKey: true });
    list.addEventListener('keydown', (event) => event.preventDefault(), { capture: true });
    press(viewportOf(list), { key: 'PageUp' });
    await expectToFollow(list, room);
  });

  it('does not leave the end for a wheel where there is nothing to scroll', async () => {
    const { list } = await stage(2);
    viewportOf(list).dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: -9 }));
    await settled(list);
    expect(isPaused(list)).to.equal(false);
  });

  it('lets go of the end for a finger that moves less than a pixel at a time', async () => {
    const { list, room } = await stage();
    const viewport = viewportOf(list);
    touch(rowWith(list, 'line 57'), 'touchstart', 1);
    for (let i = 0; i < 14; i++) {
      viewport.scrollTop -= 1;
      await nextFrame();
    }
    touch(rowWith(list, 'line 57'), 'touchend', 0);
    room.sayMany(5, 'new');
    await settled(list);
    expect(isPaused(list)).to.equal(true);
  });

  it('follows again at the end', async () => {
    const { list, room } = await stage(200);
    viewportOf(list).dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: -1 }));
    await scrollTo(list, 900);
    expect(isPaused(list)).to.equal(true);
    await scrollTo(list, 1e6);
    await expectToFollow(list, room);
  });
});

describe('<ivs-chat-messages> and find-in-page', () => {
  it('stays where the browser found something', async () => {
    const { list, room } = await stage();
    // What finding does to a page beside its mark: it scrolls there.
    rowWith(list, 'line 21').scrollIntoView({ block: 'center' });
    await settled(list);
    const row = rowWith(list, 'line 21');
    await expectToStay(list, room, row);
  });
});
