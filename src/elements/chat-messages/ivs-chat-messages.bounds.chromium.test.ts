import { expect, fixture, html } from '@open-wc/testing';
import '../chat-room/ivs-chat-room.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, distanceFromEnd, listAlone, listInRoom, partOf, readable, rowsOf, scrollTo, settled, type ListRoom } from './testing/list-driver.js';

/** Every node of the list, the comments of its templates too. */
function nodesOf(list: IvsChatMessages): number {
  const walker = document.createTreeWalker(list.shadowRoot!);
  let count = 1;
  while (walker.nextNode()) count++;
  return count;
}

/** Counts what is kept in maps and sets, and what is listened to at targets that count, by anything that works meanwhile. */
function keeping(counts: (target: EventTarget) => boolean = () => true) {
  const sizes = new Set<Map<unknown, unknown> | Set<unknown>>();
  const { set } = Map.prototype;
  const { add } = Set.prototype;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const own = new WeakSet<object>([sizes]);
  const listening = new WeakMap<EventTarget, unknown[]>();
  let listeners = 0;
  Map.prototype.set = function (key: unknown, value: unknown) {
    add.call(sizes, this);
    return set.call(this, key, value) as Map<unknown, unknown>;
  };
  Set.prototype.add = function (value: unknown) {
    if (!own.has(this)) add.call(sizes, this);
    return add.call(this, value) as Set<unknown>;
  };
  // Called by its mere name it is the window's.
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, ...args: Parameters<typeof addEventListener>) {
    const target = this ?? window;
    const those = listening.get(target) ?? [];
    listening.set(target, those);
    if (counts(target) && !those.includes(args[1])) {
      those.push(args[1]);
      listeners++;
    }
    return addEventListener.apply(target, args);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, ...args: Parameters<typeof removeEventListener>) {
    const target = this ?? window;
    const those = listening.get(target) ?? [];
    if (those.includes(args[1])) listeners -= those.splice(those.indexOf(args[1]), 1).length;
    return removeEventListener.apply(target, args);
  };
  return {
    get largest() {
      return Math.max(0, ...[...sizes].map(({ size }) => size));
    },
    get listeners() {
      return listeners;
    },
    forget: () => sizes.clear(),
    stop: () => {
      Map.prototype.set = set;
      Set.prototype.add = add;
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    },
  };
}

describe('<ivs-chat-messages> in a long life', () => {
  const idOf = (i: number) => `f${String(i).padStart(11, '0')}`;
  /**
   * Messages of many people, as like one another as their number allows; answers all of them, some own, some deleted, before they came
   * too, some of ever new moderators.
   */
  function flood(room: ListRoom, from: number, count: number, hasOwn = true): void {
    for (let i = from; i < from + count; i++) {
      const id = idOf(i);
      const content = `message ${String(i).padStart(7, '0')}`;
      const isOwn = hasOwn && i % 500 === 250;
      const name = i % 100 === 50 ? `Moderator ${i}` : `Person ${i % 5_000}`;
      const sender = isOwn ? { userId: 'you' } : { userId: name, attributes: { displayName: name, ...(i % 100 === 50 ? { role: 'moderator' } : {}) } };
      if (isOwn) room.store.addPending({ requestId: `r${i}`, content, sender });
      if (i % 400 === 300) room.store.delete(id);
      room.store.add({ id, content, sendTime: new Date(1_800_000_000_000 + i), sender, requestId: `r${i}`, attributes: { replyTo: idOf(i - 1) } });
      if (i % 400 === 100) room.store.delete(id);
    }
  }

  it('keeps no more of 1,000,000 messages than of 10,000: nodes, maps, listeners', async function () {
    this.timeout(120_000);
    const { list, room } = await listInRoom();
    flood(room, 0, 9_000);
    await settled(list);
    flood(room, 9_000, 1_000);
    await settled(list);
    const nodes = nodesOf(list);
    const kept = keeping();
    try {
      flood(room, 10_000, 10_000);
      await settled(list);
      const { largest, listeners } = kept;
      for (let from = 20_000; from < 1_000_000; from += 98_000) {
        flood(room, from, 98_000);
        await settled(list);
      }
      kept.forget();
      flood(room, 1_000_000, 1_000);
      await settled(list);
      expect(kept.largest, 'the largest map or set').to.be.at.most(Math.max(largest, 1_001));
      expect(kept.listeners, 'listeners').to.equal(listeners);
    } finally {
      kept.stop();
    }
    expect(nodesOf(list)).to.equal(nodes);
    expect(rowsOf(list)).to.have.length(200);
    expect(room.store.size).to.equal(500);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('keeps no more while somebody reads, and the page hides some', async () => {
    const { list, room } = await listInRoom();
    list.decorateMessage = ({ content }) => ({ hidden: content.endsWith('7') });
    flood(room, 0, 300, false);
    await settled(list);
    await scrollTo(list, 500);
    flood(room, 300, 600, false);
    await settled(list);
    const nodes = nodesOf(list);
    // As many at a time as the room keeps: what goes before anybody looked is not known to be hidden.
    for (let i = 0; i < 30; i++) {
      flood(room, 900 + i * 400, 400, false);
      await settled(list);
    }
    expect(nodesOf(list)).to.equal(nodes);
    expect(rowsOf(list)).to.have.length(700);
    expect(readable(partOf(list, 'jump-button')!)).to.equal('11,340 new messages');
  });

  it('draws only the newest 200 of 10,000 at once', async () => {
    const { list, room } = await listInRoom();
    let added = 0;
    const observer = new MutationObserver((records) => records.forEach(({ addedNodes }) => (added += addedNodes.length)));
    observer.observe(partOf(list, 'list')!, { childList: true });
    flood(room, 0, 10_000);
    await settled(list);
    observer.disconnect();
    expect(added).to.equal(200);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/message 0009999$/);
  });

  it('draws what a page sets many times within a frame once', async () => {
    const messages = Array.from({ length: 300 }, (_, i) => chatMessage(`line ${i}`));
    const list = await listAlone(messages.slice(0, 50));
    let added = 0;
    const observer = new MutationObserver((records) => records.forEach(({ addedNodes }) => (added += addedNodes.length)));
    observer.observe(partOf(list, 'list')!, { childList: true });
    for (let end = 51; end <= 300; end++) {
      list.messages = messages.slice(0, end);
      // Long enough for Lit, too short for a frame.
      for (let i = 0; i < 4; i++) await Promise.resolve();
    }
    await settled(list);
    observer.disconnect();
    expect(rowsOf(list)).to.have.length(200);
    expect(added).to.equal(200);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('leaves nothing behind in the document of 50 rooms with lists that came, were used, and went', async function () {
    this.timeout(60_000);
    const { body, documentElement } = document;
    const kept = keeping((target) => target === window || target === document || target === body || target === documentElement);
    const mount = async (): Promise<void> => {
      const place = await fixture<HTMLElement>(html`<div><ivs-chat-room manual id="some-room"></ivs-chat-room><ivs-chat-messages for="some-room"></ivs-chat-messages></div>`);
      const list = place.querySelector('ivs-chat-messages')!;
      list.messages = [chatMessage('one'), chatMessage('two')];
      await settled(list);
      const [row] = rowsOf(list);
      getSelection()!.selectAllChildren(partOf(row!, 'content')!);
      row!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0 }));
      partOf(row!, 'author')!.focus();
      await settled(list);
      place.remove();
      getSelection()!.removeAllRanges();
    };
    try {
      await mount();
      const { listeners } = kept;
      kept.forget();
      await mount();
      const { largest } = kept;
      for (let i = 0; i < 50; i++) await mount();
      kept.forget();
      await mount();
      expect(kept.listeners, 'listeners').to.equal(listeners);
      expect(kept.largest, 'the largest map or set').to.equal(largest);
    } finally {
      kept.stop();
    }
  });

  it('lets go of the room when it is removed', async () => {
    const { list, room } = await listInRoom();
    const kept = keeping();
    const moveOften = async (): Promise<readonly [listeners: number, largest: number]> => {
      for (let i = 0; i < 20; i++) {
        list.remove();
        kept.forget();
        room.element.append(list);
        await settled(list);
      }
      return [kept.listeners, kept.largest];
    };
    try {
      const before = await moveOften();
      expect(before[0], 'something is listened to').to.be.greaterThan(0);
      expect(await moveOften()).to.deep.equal(before);
    } finally {
      kept.stop();
    }
  });
});
