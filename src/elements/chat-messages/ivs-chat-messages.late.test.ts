import { expect, html, oneEvent } from '@open-wc/testing';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { loadFont } from './testing/late-font.js';
import { distanceFromEnd, drawnTop, firstInView, listInRoom, partOf, rowsOf, scrollTo, settled, viewportOf, type ListRoom } from './testing/list-driver.js';
import { waitUntil } from '../testing/wait-until.js';

const picture = new URL('../../../demo/icon.svg', import.meta.url).href;

/** The first row that begins in the view of somebody who scrolled up. */
async function readerOf(list: IvsChatMessages): Promise<{ row: HTMLElement; index: number; expectToStay: (what: string) => Promise<void> }> {
  await settled(list);
  await scrollTo(list, 900);
  const row = firstInView(list);
  const top = drawnTop(row);
  const expectToStay = async (what: string) => {
    await settled(list);
    expect(drawnTop(row), what).to.equal(top);
    expect(list.matches(':state(paused)'), what).to.equal(true);
  };
  return { row, index: rowsOf(list).indexOf(row), expectToStay };
}

/** A page that draws pictures whose size it does not tell, and that have not come yet. */
async function listOfPictures(): Promise<{ list: IvsChatMessages; room: ListRoom; load: (row: HTMLElement, width: number, height: number) => Promise<void> }> {
  const { list, room } = await listInRoom();
  list.renderMessage = ({ content }) => html`${content} <img alt="" />`;
  room.sayMany(80);
  await settled(list);
  const load = async (row: HTMLElement, width: number, height: number) => {
    const image = row.querySelector('img')!;
    const heightBefore = row.offsetHeight;
    const loaded = oneEvent(image, 'load');
    image.src = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/>`;
    await loaded;
    expect(row.offsetHeight).to.be.greaterThan(heightBefore + 10);
  };
  return { list, room, load };
}

describe('<ivs-chat-messages> when pictures of the page load late', () => {
  it('keeps the place of a reader, above, in and below the view, while others write and moderate', async () => {
    const { list, room, load } = await listOfPictures();
    const { row, index, expectToStay } = await readerOf(list);
    const rows = rowsOf(list);
    for (const [offset, height] of [[-20, 61], [-1, 187], [0, 44], [-2, 33], [1, 90], [15, 300], [-9, 251]] as const) {
      room.sayMany(40, 'more');
      room.store.delete(room.store.messages.at(offset - 2)!.id);
      await load(rows[index + offset]!, 40, height);
      await expectToStay(`row ${offset}`);
    }
    expect(row.isConnected).to.equal(true);
  });

  it('stays at its end', async () => {
    const { list, load } = await listOfPictures();
    const rows = rowsOf(list);
    for (const index of [79, 78, 40]) {
      await load(rows[index]!, 40, 120);
      await settled(list);
      expect(distanceFromEnd(list), `row ${index}`).to.be.at.most(1);
      expect(list.matches(':state(at-latest)')).to.equal(true);
    }
  });
});

describe('<ivs-chat-messages> when its own pictures do not load after all', () => {
  it('keeps the place of a reader below and between stickers that become their words', async () => {
    const { list, room } = await listInRoom({ emotes: { wave: { url: picture, alt: 'a wave' } } });
    for (let i = 0; i < 60; i++) room.say(`line ${i}`, {}, i % 3 === 0 ? { attributes: { sticker: 'wave' } } : {});
    const { index, expectToStay } = await readerOf(list);
    for (const [i, row] of rowsOf(list).slice(index - 8, index + 9).entries()) {
      const { offsetHeight } = row;
      const sticker = partOf(row, 'sticker');
      // Whether a picture that is out of view is asked for, each browser decides by itself.
      sticker?.dispatchEvent(new Event('error'));
      await expectToStay(`sticker ${i}`);
      expect(row.offsetHeight < offsetHeight).to.equal(sticker !== null);
    }
  });
});

describe('<ivs-chat-messages> when a font loads late', () => {
  async function listInFont(family: string) {
    const { list, room } = await listInRoom();
    list.style.setProperty('--ivs-chat-font', `${family}, sans-serif`);
    for (let i = 0; i < 80; i++) room.say(`line ${i} ${'of many words '.repeat(i % 7)}`);
    await settled(list);
    return { list, room };
  }

  it('keeps the place of a reader, and again when it goes', async () => {
    const { list, room } = await listInFont('late-1');
    const { row, expectToStay } = await readerOf(list);
    const { scrollHeight } = viewportOf(list);
    const unload = await loadFont('late-1');
    await waitUntil(() => viewportOf(list).scrollHeight > scrollHeight * 1.2, 'the font is drawn');
    await expectToStay('it came');
    room.sayMany(50, 'more');
    await expectToStay('more');
    unload();
    await expectToStay('it went');
    expect(row.isConnected).to.equal(true);
  });

  it('stays at its end', async () => {
    const { list } = await listInFont('late-2');
    const { scrollHeight } = viewportOf(list);
    const unload = await loadFont('late-2');
    await waitUntil(() => viewportOf(list).scrollHeight > scrollHeight * 1.2, 'the font is drawn');
    await settled(list);
    expect(distanceFromEnd(list)).to.be.at.most(1);
    expect(list.matches(':state(at-latest)')).to.equal(true);
    unload();
  });
});
