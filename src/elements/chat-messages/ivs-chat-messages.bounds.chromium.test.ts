import { expect } from '@open-wc/testing';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { chatMessage, distanceFromEnd, listAlone, listInRoom, partOf, readable, rowsOf, scrollTo, settled, type ListRoom } from './testing/list-driver.js';

/** Every node of the list, the comments of its templates too. */
function nodesOf(list: IvsChatMessages): number {
  const walker = document.createTreeWalker(list.shadowRoot!);
  let count = 1;
  while (walker.nextNode()) count++;
  return count;
}

/** Counts what is kept in maps and sets, and what is listened to, by anything that works while it counts. */
function keeping() {
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
  EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
    const those = listening.get(this) ?? [];
    listening.set(this, those);
    if (!those.includes(args[1])) {
      those.push(args[1]);
      listeners++;
    }
    return addEventListener.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args: Parameters<typeof removeEventListener>) {
    const those = listening.get(this) ?? [];
    if (those.includes(args[1])) listeners -= those.splice(those.indexOf(args[1]), 1).length;
    return removeEventListener.apply(this, args);
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
  /** A message from one of many people, as like the others as their number allows. */
  function flood(room: ListRoom, from: number, count: number): void {
    for (let i = from; i < from + count; i++) {
      room.store.add({
        id: `f${String(i).padStart(11, '0')}`,
        content: `message ${String(i).padStart(7, '0')}`,
        sendTime: new Date(1_800_000_000_000 + i),
        sender: { userId: `person ${i % 5_000}`, attributes: { displayName: `Person ${i % 5_000}` } },
        attributes: { replyTo: `f${String(i - 1).padStart(11, '0')}` },
      });
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

  it('keeps no more while somebody reads', async () => {
    const { list, room } = await listInRoom();
    flood(room, 0, 300);
    await settled(list);
    await scrollTo(list, 500);
    flood(room, 300, 600);
    await settled(list);
    const nodes = nodesOf(list);
    for (let i = 0; i < 5; i++) {
      flood(room, 900 + i * 9_000, 9_000);
      await settled(list);
    }
    expect(nodesOf(list)).to.equal(nodes);
    expect(rowsOf(list)).to.have.length(700);
    expect(readable(partOf(list, 'jump-button')!)).to.equal('45,600 new messages');
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
    expect(added).to.be.at.most(250);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('lets go of the room when it is removed', async () => {
    const { list, room } = await listInRoom();
    const kept = keeping();
    try {
      for (let i = 0; i < 20; i++) {
        list.remove();
        room.element.append(list);
        await settled(list);
      }
      const { listeners } = kept;
      expect(listeners, 'something is listened to').to.be.greaterThan(0);
      for (let i = 0; i < 20; i++) {
        list.remove();
        room.element.append(list);
        await settled(list);
      }
      expect(kept.listeners).to.equal(listeners);
    } finally {
      kept.stop();
    }
  });
});
