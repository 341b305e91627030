import { expect } from '@open-wc/testing';
import { ChatNotConnectedError } from '../../client/index.js';
import { listInRoom, partOf, rowWith, settled } from './testing/list-driver.js';

describe('<ivs-chat-messages> for everyone', () => {
  const kinds = async () => {
    const { list, room } = await listInRoom();
    room.say('that bassline 🔥', { userId: 'marlow' });
    room.say('schematics are pinned', { userId: 'ana', attributes: { displayName: 'Ana Ruiz', role: 'moderator' } });
    room.say('trust me', { userId: 'eve', attributes: { displayName: 'Ana Ruіz' } });
    room.say('صوت رائع جدا', { userId: 'layla', attributes: { displayName: 'ليلى' } });
    room.store.delete(room.say('gone').id);
    room.store.addPending({ requestId: 'r1', content: 'pending', sender: { userId: 'you' } });
    const failed = room.store.addPending({ requestId: 'r2', content: 'failed', sender: { userId: 'you' } });
    room.store.markFailed(failed.key, new ChatNotConnectedError('offline'));
    await settled(list);
    return { list, room };
  };

  for (const scheme of ['light', 'dark']) {
    it(`passes the accessibility checks with one row of each kind, ${scheme}`, async () => {
      const { list, room } = await kinds();
      room.element.style.colorScheme = scheme;
      room.element.style.background = scheme === 'dark' ? '#17181c' : '#ffffff';
      await expect(list).to.be.accessible();
    });
  }

  it('is a log of list items that can be reached with the Tab key, and does not flood a screen reader', async () => {
    const { list } = await kinds();
    const log = list.shadowRoot!.querySelector<HTMLElement>('[role="log"]')!;
    expect(log.tabIndex).to.equal(0);
    expect(log.getAttribute('aria-label')).to.equal('Messages');
    expect(log.getAttribute('aria-live')).to.equal('off');
    expect(log.querySelector('[role="list"]')!.querySelectorAll(':scope > [role="listitem"]')).to.have.length(7);
  });

  it('mixes directions: each name and text keeps its own, and the row that of the page', async () => {
    const { list, room } = await kinds();
    room.element.dir = 'rtl';
    const box = (part: string) => partOf(rowWith(list, 'bassline'), part)!.getBoundingClientRect();
    expect(box('timestamp').left).to.be.greaterThan(box('author').right - 1);
    expect(box('author').left).to.be.greaterThan(box('content').right - 1);
    const arabic = partOf(rowWith(list, 'صوت'), 'content')!;
    expect(getComputedStyle(arabic).direction).to.equal('rtl');
    room.element.dir = 'ltr';
    expect(getComputedStyle(arabic).direction).to.equal('rtl');
    expect(box('timestamp').right).to.be.lessThan(box('author').left + 1);
    expect(getComputedStyle(partOf(rowWith(list, 'bassline'), 'content')!).unicodeBidi).to.match(/isolate|plaintext/);
  });

  it('breaks long words instead of growing wider', async () => {
    const { list, room } = await listInRoom();
    room.say('w'.repeat(400), { userId: 'n'.repeat(128) });
    await settled(list);
    const viewport = partOf(list, 'viewport')!;
    expect(viewport.scrollWidth).to.equal(viewport.clientWidth);
  });
});
