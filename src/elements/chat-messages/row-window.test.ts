import { expect } from '@open-wc/testing';
import { MessageStore } from '../../client/message-store.js';
import type { ListMessage } from './list-message.js';
import { MAX_ROWS, RowWindow } from './row-window.js';
import { chatMessage } from './testing/list-driver.js';
import { PageTranscript, type Transcript } from './transcript.js';

const texts = ({ rows }: RowWindow) => rows.map(({ content }) => content);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `line ${from + i}`);

/** A room that has spoken `count` lines, and a window that shows the newest of them. */
function roomOf(count: number, maxMessages = 500, hidesDeleted = false, isHidden?: (message: ListMessage) => boolean) {
  const store = new MessageStore({ maxMessages });
  const rows = new RowWindow(isHidden);
  let said = 0;
  const say = (more: number) => {
    const messages = Array.from({ length: more }, () => chatMessage(`line ${said++}`));
    for (const message of messages) {
      store.add(message);
      // As the list does at each arrival.
      if (rows.mustTake) rows.take();
    }
    return messages;
  };
  rows.use(store, hidesDeleted);
  say(count);
  rows.follow();
  return { store, rows, say };
}

describe('the rows of a list that follows', () => {
  it('are the newest 200', () => {
    expect(texts(roomOf(3).rows)).to.deep.equal(range(0, 3));
    expect(texts(roomOf(450).rows)).to.deep.equal(range(250, 450));
  });

  it('leave at the top 50 at a time in a stream, so that the others stay where they are', () => {
    const { rows, say } = roomOf(450);
    const firsts = Array.from({ length: 120 }, () => {
      say(1);
      rows.follow();
      expect(rows.rows.length).to.be.within(150, 200);
      expect(texts(rows).at(-1)).to.equal(`line ${Number(texts(rows)[0]!.slice(5)) + rows.rows.length - 1}`);
      return texts(rows)[0];
    });
    expect([...new Set(firsts)]).to.deep.equal(['line 301', 'line 352', 'line 403']);
  });

  it('leave as they come when many come at once', () => {
    const { rows, say } = roomOf(450);
    for (let i = 0; i < 20; i++) {
      say(30);
      rows.follow();
      expect(rows.rows).to.have.length(200);
    }
  });

  it('are what was drawn, or the newest 200, when somebody has read', () => {
    const { rows, say } = roomOf(450);
    say(1);
    rows.follow();
    for (const [more, first] of [[40, 301], [300, 591]] as const) {
      rows.read();
      say(more);
      rows.follow();
      expect(texts(rows)[0]).to.equal(`line ${first}`);
    }
    expect(rows.rows).to.have.length(200);
  });

  it('are 150 or more although deleted ones are hidden', () => {
    const { store, rows } = roomOf(450, 500, true);
    for (const { id } of store.messages.slice(-100)) store.delete(id);
    rows.follow();
    expect(texts(rows)).to.deep.equal(range(200, 350));
  });

  it('are cut before they are handed out, however many came at once', () => {
    const { rows, say } = roomOf(10);
    say(10_000);
    rows.follow();
    expect(rows.rows).to.have.length(MAX_ROWS);
    expect(texts(rows).at(-1)).to.equal('line 10009');
    expect(rows.missing, 'nobody was reading').to.equal(0);
  });
});

describe('the rows of a list that somebody reads', () => {
  it('do not count what the page hides, however often they are brought up to date', () => {
    const isEven = ({ content }: ListMessage): boolean => Number(content.slice(5)) % 2 === 0;
    const { rows, say } = roomOf(300, 50, false, isEven);
    rows.read();
    for (let i = 0; i < 5; i++) {
      say(10);
      rows.take();
      rows.take();
    }
    expect(rows.newCount).to.equal(25);
    for (let i = 0; i < 35; i++) {
      say(10);
      rows.take();
    }
    expect(rows.newCount).to.equal(200);
    rows.follow();
    // Of the 200 it drew the 50 that the room keeps, and now the newest.
    expect([rows.rows.length, texts(rows)[0], rows.missing, rows.newCount]).to.deep.equal([25, 'line 651', 125, 0]);
  });

  it('count again what the page shows after all, and no more what it hides after all', () => {
    let isHidden = true;
    const { rows, say } = roomOf(100, 500, false, ({ content }) => isHidden && Number(content.slice(5)) >= 90);
    rows.read();
    say(3);
    const counts = [];
    for (const next of [true, false, true, true, false]) {
      isHidden = next;
      rows.take();
      counts.push(rows.newCount);
    }
    expect(counts).to.deep.equal([0, 3, 0, 0, 3]);
  });

  it('count on when one of them comes to be hidden', () => {
    let isHidden = false;
    const { rows, say } = roomOf(100, 500, false, ({ content }) => isHidden && content === 'line 50');
    rows.read();
    say(3);
    isHidden = true;
    for (let i = 0; i < 3; i++) rows.take();
    expect([rows.newCount, rows.rows.length]).to.deep.equal([3, 102]);
  });

  it('stay, new ones are appended and counted', () => {
    const { rows, say } = roomOf(300);
    rows.read();
    say(50);
    rows.take();
    expect(texts(rows)).to.deep.equal(range(100, 350));
    expect(rows.newCount).to.equal(50);
  });

  it('stay although the room lets go of them', () => {
    const { rows, say, store } = roomOf(10, 10);
    rows.read();
    say(4);
    rows.take();
    expect(texts(rows)).to.deep.equal(range(0, 14));
    expect(store.messages).to.have.length(10);
  });

  it('take as many new ones as the room keeps, and no more, however they come', () => {
    for (const step of [1, 7, 90, 3_000]) {
      const { rows, say } = roomOf(300, 100);
      rows.read();
      for (let i = 0; i < 3_000; i += step) {
        say(step);
        rows.take();
      }
      const { newCount } = rows;
      // 100 of the 300 were kept and drawn.
      expect(texts(rows), `${step} at a time`).to.deep.equal(range(200, 400));
      rows.follow();
      expect(texts(rows)).to.deep.equal(range(300 + newCount - 100, 300 + newCount));
      expect(rows.missing).to.equal(newCount - 100 - 100);
      expect(rows.newCount).to.equal(0);
    }
  });

  it('leave no gap among them without a word: what follows a lost message waits', () => {
    const { rows, say, store } = roomOf(20, 10);
    rows.read();
    // As if nobody had asked `mustTake`.
    for (let i = 0; i < 30; i++) store.add(chatMessage(`lost ${i}`));
    rows.take();
    expect(texts(rows)).to.deep.equal(range(10, 20));
    say(1);
    rows.take();
    expect(rows.rows).to.have.length(10);
    expect(rows.newCount).to.equal(31);
    rows.follow();
    expect(rows.missing).to.equal(21);
  });

  it('do not take a new one into a gap because an old one went', () => {
    const { rows, say, store } = roomOf(10, 10, true);
    rows.read();
    say(10);
    rows.take();
    say(5);
    store.delete(rows.rows.at(-1)!.id);
    rows.take();
    say(1);
    rows.take();
    expect(texts(rows)).to.deep.equal(range(0, 19));
  });

  it('count and show one that comes late into its place', () => {
    const { rows, store, say } = roomOf(10);
    rows.read();
    say(2);
    store.add(chatMessage('late', {}, { sendTime: store.messages[8]!.sendTime }));
    rows.take();
    expect(texts(rows)).to.deep.equal([...range(0, 9), 'late', ...range(9, 12)]);
    expect(rows.newCount).to.equal(3);
  });

  it('stay as many when all that comes late comes above the newest', () => {
    const { rows, store } = roomOf(10, 10);
    store.add(chatMessage('from the future', {}, { sendTime: new Date(8e14) }));
    rows.follow();
    rows.read();
    for (let i = 0; i < 50; i++) {
      store.add(chatMessage(`line ${i}`));
      rows.take();
    }
    expect(rows.rows.length).to.equal(20);
    expect(rows.newCount).to.equal(50);
  });

  it('lose what was deleted for good, cleared or discarded', () => {
    const { rows, store, say } = roomOf(10, 10);
    const mine = store.addPending({ requestId: 'r', content: 'mine', sender: { userId: 'me' } });
    store.markFailed(mine.key, new Error('no'));
    rows.follow();
    rows.read();
    store.remove(mine.key);
    rows.take();
    expect(texts(rows)).to.deep.equal(range(1, 10));
    const [message] = rows.rows;
    say(5);
    rows.take();
    store.delete(message!.id, 'gone');
    rows.take();
    expect(rows.rows[0]).to.include({ content: '' }).and.have.property('deleted');
    const mark = rows.rows[0];
    rows.take();
    expect(rows.rows[0], 'is marked once').to.equal(mark);
    store.clear();
    rows.take();
    expect(rows.rows).to.have.length(0);
  });

  it('go with a clear that a flood follows', () => {
    const { rows, store, say } = roomOf(10, 10);
    rows.read();
    store.clear();
    say(4);
    rows.take();
    expect(texts(rows)).to.deep.equal(range(10, 14));
  });

  it('tell how many are missing until somebody has read and come back', () => {
    const { rows, say } = roomOf(300, 100);
    rows.read();
    say(301);
    rows.follow();
    expect(rows.missing).to.equal(101);
    say(20);
    rows.follow();
    expect(rows.missing).to.equal(101);
    rows.read();
    rows.take();
    expect(rows.missing).to.equal(101);
    rows.follow();
    expect(rows.missing).to.equal(0);
  });

  it('are forgotten with their room', () => {
    const { rows, say } = roomOf(300, 100);
    rows.read();
    say(900);
    const { store } = roomOf(3);
    expect(rows.use(store, false)).to.equal(true);
    rows.follow();
    expect([texts(rows), rows.missing, rows.newCount]).to.deep.equal([range(0, 3), 0, 0]);
    expect(rows.use(store, false)).to.equal(false);
  });

  it('tell when something was written here, whatever came behind it', () => {
    const { rows, say, store } = roomOf(3);
    rows.read();
    store.addPending({ requestId: 'r', content: 'mine', sender: { userId: 'me' } });
    say(5);
    expect(rows.hasOwnNews).to.equal(true);
    rows.follow();
    expect(rows.hasOwnNews).to.equal(false);
  });
});

describe('the messages that a page sets', () => {
  const pageOf = (...contents: string[]) => contents.map((content) => ({ ...chatMessage(content), key: content }));
  const windowOf = (page: Transcript) => {
    const rows = new RowWindow();
    rows.use(page, false);
    rows.follow();
    return rows;
  };

  it('are counted by key: late ones, at any place', () => {
    const page = new PageTranscript();
    page.set(pageOf('a', 'b', 'd'));
    const rows = windowOf(page);
    rows.read();
    page.set(pageOf('a', 'b', 'c', 'd', 'e'));
    rows.take();
    page.set(pageOf('b', 'c', 'd', 'e', 'f'));
    rows.take();
    expect(rows.newCount).to.equal(3);
    expect(texts(rows)).to.deep.equal(['b', 'c', 'd', 'e', 'f']);
  });

  it('are gone when the page took them out', () => {
    const page = new PageTranscript();
    page.set(pageOf('a', 'b', 'c'));
    const rows = windowOf(page);
    rows.read();
    page.set([]);
    rows.take();
    expect(rows.rows).to.have.length(0);
  });

  it('count once where two have one key', () => {
    const page = new PageTranscript();
    page.set(pageOf('a', 'b', 'a'));
    expect(texts(windowOf(page))).to.deep.equal(['a', 'b']);
    expect(page.arrivals).to.equal(2);
  });
});
