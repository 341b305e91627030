import { expect } from 'chai';
import type { ChatMessage } from './chat-message.js';
import { MessageStore } from './message-store.js';

function message(id: string, fields: Partial<ChatMessage> = {}): ChatMessage {
  return { id, content: `text of ${id}`, sendTime: new Date(Number(id.replace(/\D/g, '')) * 1_000), sender: { userId: 'ann' }, ...fields };
}

const mine = (requestId: string) => ({ requestId, content: 'my words', sender: { userId: 'me' } });

describe('The transcript', () => {
  const contents = (store: MessageStore) => store.messages.map(({ content }) => content);
  const ids = (store: MessageStore) => store.messages.map(({ id }) => id);

  it('keeps messages in the order in which the room sent them, however they arrive', () => {
    const store = new MessageStore();
    for (const id of ['m1', 'm4', 'm2', 'm5', 'm3']) store.add(message(id));
    expect(ids(store)).to.deep.equal(['m1', 'm2', 'm3', 'm4', 'm5']);
  });

  it('keeps the order of arrival among messages of the same instant', () => {
    const store = new MessageStore();
    for (const id of ['a1', 'b1', 'c1']) store.add(message(id));
    expect(ids(store)).to.deep.equal(['a1', 'b1', 'c1']);
  });

  it('takes a message once', () => {
    const store = new MessageStore();
    expect([store.add(message('m1')), store.add(message('m1'))]).to.deep.equal([true, false]);
    expect(store.messages).to.have.length(1);
  });

  it('hands out the same snapshot until something changes, and leaves old ones as they were', () => {
    const store = new MessageStore();
    store.add(message('m1'));
    const before = store.messages;
    expect(store.messages).to.equal(before);
    store.add(message('m2'));
    expect(store.messages).not.to.equal(before);
    expect(before).to.have.length(1);
    expect(store.messages[0]).to.equal(before[0]);
    expect(() => (before as unknown[]).push(1)).to.throw(TypeError);
    expect(() => ((before[0] as { content: string }).content = 'x')).to.throw(TypeError);
  });

  it('tells its subscribers of every change, until they leave', () => {
    const store = new MessageStore();
    let told = 0;
    const leave = store.subscribe(() => (told += 1));
    store.add(message('m1'));
    store.add(message('m1'));
    store.delete('m1');
    expect(told).to.equal(2);
    leave();
    store.clear();
    expect(told).to.equal(2);
  });

  it('SECURITY 21: knows, and tells, that a message was deleted which it does not hold any more', () => {
    const store = new MessageStore({ maxMessages: 1 });
    let told = 0;
    store.subscribe(() => (told += 1));
    expect(store.wasDeleted('long-gone')).to.equal(false);
    store.delete('long-gone');
    store.delete('long-gone');
    expect(store.wasDeleted('long-gone')).to.equal(true);
    expect(told).to.equal(1);
  });

  it('SECURITY 27: a subscriber that throws keeps nothing from the others', () => {
    const store = new MessageStore();
    let told = 0;
    const { reportError } = globalThis;
    const reports: unknown[] = [];
    globalThis.reportError = (error) => void reports.push(error);
    try {
      store.subscribe(() => {
        throw new Error('hostile');
      });
      store.subscribe(() => (told += 1));
      expect(store.add(message('m1'))).to.equal(true);
    } finally {
      globalThis.reportError = reportError;
    }
    expect(told).to.equal(1);
    expect(reports).to.have.length(1);
  });

  it('tells of what changed, and of nothing else', () => {
    const store = new MessageStore({ userId: 'me' });
    let told = 0;
    store.subscribe(() => (told += 1));
    store.clear();
    store.userId = 'somebody';
    expect(told).to.equal(0);
    store.add(message('m1'));
    store.delete('m1');
    expect(store.find('m1')?.deleted).to.deep.equal({});
    expect([told, store.wasDeleted('m1')]).to.deep.equal([2, true]);
    store.delete('m1', 'again');
    expect(told).to.equal(2);
    store.clear();
    expect([told, store.messages]).to.deep.equal([3, []]);
  });

  it('turns a pending message into a sent one under the same key', () => {
    const store = new MessageStore({ userId: 'me' });
    const { key } = store.addPending(mine('r1'));
    expect(store.get(key)).to.include({ status: 'pending', own: true, id: '', content: 'my words' });
    expect(store.add(message('m1', { requestId: 'r1', content: 'my reviewed words', sender: { userId: 'me' } }))).to.equal(true);
    expect(store.messages).to.have.length(1);
    expect(store.get(key)).to.include({ status: 'sent', own: true, id: 'm1', content: 'my reviewed words' });
    expect(store.find('m1')).to.equal(store.get(key));
  });

  it('turns a failed message into a sent one when its echo comes late', () => {
    const store = new MessageStore();
    const { key } = store.addPending(mine('r1'));
    const error = new Error('timed out');
    expect(store.markFailed(key, error)).to.include({ status: 'failed', error });
    store.add(message('m1', { requestId: 'r1' }));
    expect(store.get(key)).to.include({ status: 'sent', own: true });
    expect(store.get(key)).not.to.have.property('error');
  });

  it('takes a repeated request as the same message', () => {
    const store = new MessageStore();
    const { key } = store.addPending(mine('r1'));
    store.markFailed(key, new Error('lost'));
    expect(store.addPending(mine('r1'))).to.include({ key, status: 'pending' }).and.not.have.property('error');
    expect(store.messages).to.have.length(1);
  });

  it('does not take somebody else\'s later message with the same request id for mine', () => {
    const store = new MessageStore();
    store.addPending(mine('r1'));
    store.add(message('m1', { requestId: 'r1' }));
    store.add(message('m2', { requestId: 'r1' }));
    expect(ids(store)).to.deep.equal(['m1', 'm2']);
  });

  it('restates no message that is sent or gone', () => {
    const store = new MessageStore();
    store.add(message('m1'));
    const { key } = store.messages[0]!;
    expect(store.markFailed(key, new Error('no'))).to.equal(undefined);
    expect(store.markPending('nothing')).to.equal(undefined);
    expect(store.get(key)).to.include({ status: 'sent' });
  });

  it('drops the oldest beyond its maximum', () => {
    const store = new MessageStore({ maxMessages: 3 });
    for (let id = 1; id <= 10; id++) store.add(message(`m${id}`));
    expect(ids(store)).to.deep.equal(['m8', 'm9', 'm10']);
    expect(store.find('m7')).to.equal(undefined);
    store.maxMessages = 1;
    expect(ids(store)).to.deep.equal(['m10']);
  });

  it('never drops what was not sent yet', () => {
    const store = new MessageStore({ maxMessages: 2 });
    const pending = store.addPending({ ...mine('r1'), content: 'pending' });
    const failed = store.addPending({ ...mine('r2'), content: 'failed' });
    store.markFailed(failed.key, new Error('no'));
    for (let id = 1; id <= 5; id++) store.add(message(`m${id}`));
    expect(contents(store)).to.deep.equal(['pending', 'failed']);
    store.clear();
    store.maxMessages = 0;
    expect(store.get(pending.key)).to.include({ status: 'pending' });
    expect(store.messages).to.have.length(2);
  });

  for (const wrong of [NaN, -1, '5', {}]) {
    it(`refuses a maximum of ${String(wrong)}`, () => {
      expect(() => new MessageStore({ maxMessages: wrong as number })).to.throw(TypeError);
      expect(() => (new MessageStore().maxMessages = wrong as number)).to.throw(TypeError);
    });
  }

  it('forgets the text of a deleted message and tells what it was', () => {
    const store = new MessageStore();
    store.add(message('m1', { attributes: { a: 'b' } }));
    const before = store.messages[0];
    expect(store.delete('m1', 'Spam')).to.equal(before);
    const row = store.messages[0]!;
    expect(row).to.include({ content: '', id: 'm1', key: before!.key }).and.not.have.property('attributes');
    expect(row.deleted).to.deep.equal({ reason: 'Spam' });
    expect(row.sender.userId).to.equal('ann');
  });

  it('deletes a message that arrives after its deletion', () => {
    const store = new MessageStore();
    expect(store.delete('m1')).to.equal(undefined);
    store.add(message('m1'));
    expect(store.messages[0]).to.include({ content: '' }).and.have.property('deleted');
  });

  it('removes a row', () => {
    const store = new MessageStore();
    const { key } = store.addPending(mine('r1'));
    store.add(message('m1'));
    store.remove(key);
    store.remove('nothing');
    expect(ids(store)).to.deep.equal(['m1']);
    // The request is forgotten with it: a late echo is a message like any other.
    store.add(message('m2', { requestId: 'r1' }));
    expect(ids(store)).to.deep.equal(['m1', 'm2']);
  });

  it('gives the place of an unsent message to nobody else, who may know its request id', () => {
    const store = new MessageStore({ userId: 'ann' });
    const { key } = store.addPending(mine('r1'));
    store.markFailed(key, new Error('lost'));
    store.add(message('m1', { requestId: 'r1', sender: { userId: 'eve' } }));
    expect(store.messages.map(({ id, status, own }) => ({ id, status, own }))).to.deep.equal([
      { id: '', status: 'failed', own: true },
      { id: 'm1', status: 'sent', own: false },
    ]);
    store.add(message('m2', { requestId: 'r1' }));
    expect(store.get(key)).to.include({ id: 'm2', status: 'sent' });
  });

  it('clears what was sent', () => {
    const store = new MessageStore();
    store.add(message('m1'));
    store.addPending(mine('r1'));
    store.add(message('m2'));
    store.clear();
    expect(contents(store)).to.deep.equal(['my words']);
    expect(store.add(message('m1'))).to.equal(true);
  });

  it('tells own messages as soon as it knows who reads', () => {
    const store = new MessageStore();
    store.add(message('m1'));
    store.add(message('m2', { sender: { userId: 'bob' } }));
    const bob = store.messages[1];
    expect(store.messages.map(({ own }) => own)).to.deep.equal([false, false]);
    store.userId = 'ann';
    expect(store.messages.map(({ own }) => own)).to.deep.equal([true, false]);
    expect(store.messages[1]).to.equal(bob);
    store.userId = 'bob';
    expect(store.messages.map(({ own }) => own)).to.deep.equal([false, true]);
  });

  it('tells how many rows there are, came, and were written here', () => {
    const store = new MessageStore({ maxMessages: 2 });
    for (const id of ['m1', 'm3', 'm2', 'm2']) store.add(message(id));
    store.addPending(mine('r1'));
    store.addPending(mine('r1'));
    expect([store.size, store.arrivals, store.written]).to.deep.equal([2, 4, 1]);
    expect([store.at(0)!.id, store.at(1)!.content, store.at(2)]).to.deep.equal(['m3', 'my words', undefined]);
  });

  it('tells what had to make room from what was taken away', () => {
    const store = new MessageStore({ maxMessages: 2 });
    const pending = store.addPending(mine('r1'));
    store.add(message('m1'));
    const [, first] = store.messages;
    expect(store.wasTrimmed(first!), 'it is here').to.equal(false);
    store.add(message('m2'));
    expect(store.wasTrimmed(first!)).to.equal(true);
    store.remove(pending.key);
    expect(store.wasTrimmed(pending)).to.equal(false);
    const second = store.find('m2')!;
    store.clear();
    expect([first!, second].map((row) => store.wasTrimmed(row))).to.deep.equal([false, false]);
    for (const id of ['m3', 'm4', 'm5']) store.add(message(id));
    expect(store.wasTrimmed(second)).to.equal(false);
  });

  it('is in order at every step of a long flow, with unsent messages among its rows', () => {
    const store = new MessageStore({ maxMessages: 4 });
    for (let id = 1; id <= 3_000; id++) {
      if (id === 700) store.addPending(mine('r1'));
      if (id === 1_400) store.add(message('echo0', { requestId: 'r1' }));
      store.add(message(`m${id}`));
      const rows = Array.from({ length: store.size }, (_, index) => store.at(index)!);
      expect(rows).to.deep.equal([...store.messages]);
      const sent = rows.filter(({ status }) => status === 'sent').map((row) => row.id);
      const kept = Math.min(id, id >= 700 && id < 1_400 ? 3 : 4);
      expect(sent).to.deep.equal(Array.from({ length: kept }, (_, index) => `m${id - kept + 1 + index}`));
    }
    store.userId = 'ann';
    expect(store.messages.every(({ own }) => own)).to.equal(true);
    store.clear();
    expect([store.size, store.at(0), store.messages.length]).to.deep.equal([0, undefined, 0]);
  });

  it('SECURITY 11: holds no more after a hundred thousand messages than it was told to', () => {
    const store = new MessageStore({ maxMessages: 100 });
    for (let id = 1; id <= 100_000; id++) store.add(message(`m${id}`));
    expect(store.messages).to.have.length(100);
  });
});
