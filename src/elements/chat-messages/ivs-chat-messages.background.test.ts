import { expect } from '@open-wc/testing';
import { distanceFromEnd, drawnTop, firstInView, listInRoom, partOf, readable, rowsOf, scrollTo, settled } from './testing/list-driver.js';

/** As in a hidden tab: no frames come until the tab is shown again. */
function hideTab(): () => void {
  const real = window.requestAnimationFrame;
  window.requestAnimationFrame = () => 0;
  return () => (window.requestAnimationFrame = real);
}

/** What a room at its limit of 100 a second says in an hour. */
const AN_HOUR = 360_000;

describe('<ivs-chat-messages> in a hidden tab', () => {
  it('draws the newest 200 by a timer during an hour, and is at its end when the tab is shown', async function () {
    this.timeout(60_000);
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    const showTab = hideTab();
    try {
      for (let i = 0; i < 4; i++) {
        room.sayMany(AN_HOUR / 4, `quarter ${i}`);
        await list.updateComplete;
        expect([rowsOf(list).length, readable(rowsOf(list).at(-1)!).endsWith(`quarter ${i} ${AN_HOUR / 4 - 1}`)]).to.deep.equal([200, true]);
      }
    } finally {
      showTab();
    }
    await settled(list);
    expect(distanceFromEnd(list)).to.be.at.most(1);
    expect(partOf(list, 'jump-button') === null).to.equal(true);
    room.say('back');
    await settled(list);
    expect(readable(rowsOf(list).at(-1)!)).to.match(/back$/);
    expect(distanceFromEnd(list)).to.be.at.most(1);
  });

  it('keeps the place of a reader who was away for an hour, and no more rows than they can reach', async function () {
    this.timeout(60_000);
    const { list, room } = await listInRoom();
    room.sayMany(60);
    await settled(list);
    await scrollTo(list, 500);
    const row = firstInView(list);
    const top = drawnTop(row);
    const showTab = hideTab();
    try {
      for (let i = 0; i < 4; i++) {
        room.sayMany(AN_HOUR / 4);
        await list.updateComplete;
      }
    } finally {
      showTab();
    }
    await settled(list);
    expect(drawnTop(row)).to.equal(top);
    expect(rowsOf(list)).to.have.length(560);
    expect(readable(partOf(list, 'jump-button')!)).to.equal('360,000 new messages');
    partOf(list, 'jump-button')!.click();
    await settled(list);
    expect([rowsOf(list).length, readable(partOf(list, 'notice')!)]).to.deep.equal([200, '359,300 messages not shown']);
  });
});

describe('<ivs-chat-messages> and the rest of the page', () => {
  it('leaves a frame to input that waits, and draws in the next one', async () => {
    const { list, room } = await listInRoom();
    let isPending = true;
    const before = Object.getOwnPropertyDescriptor(navigator, 'scheduling');
    const { requestAnimationFrame } = window;
    const frames: FrameRequestCallback[] = [];
    Object.defineProperty(navigator, 'scheduling', { configurable: true, value: { isInputPending: () => isPending } });
    window.requestAnimationFrame = (callback) => frames.push(callback);
    try {
      room.say('waits');
      frames.pop()!(0);
      expect(rowsOf(list)).to.have.length(0);
      isPending = false;
      frames.pop()!(0);
      expect(rowsOf(list)).to.have.length(1);
    } finally {
      window.requestAnimationFrame = requestAnimationFrame;
      if (before) Object.defineProperty(navigator, 'scheduling', before);
      else delete (navigator as { scheduling?: unknown }).scheduling;
    }
  });

  /** A clock that only drawing moves on: each row takes so many ms. @returns whether the next message waits for more than a frame */
  async function isSlowWith(msPerRow: number): Promise<boolean> {
    const { list, room } = await listInRoom();
    const { now } = performance;
    const { requestAnimationFrame } = window;
    let time = now.call(performance);
    performance.now = () => time;
    try {
      list.renderMessage = ({ content }) => {
        time += msPerRow;
        return content;
      };
      await settled(list);
      for (const text of ['one', 'two']) {
        room.say(text);
        await settled(list);
      }
      let frames = 0;
      window.requestAnimationFrame = (callback) => {
        frames++;
        return requestAnimationFrame.call(window, callback);
      };
      room.say('three');
      const isSlow = frames === 0;
      await list.updateComplete;
      expect(rowsOf(list)).to.have.length(3);
      return isSlow;
    } finally {
      performance.now = now;
      window.requestAnimationFrame = requestAnimationFrame;
    }
  }

  it('draws a row ahead when it comes, while it rests, and each row once', async () => {
    const { list, room } = await listInRoom();
    const { now } = performance;
    let time = now.call(performance);
    const drawn: string[] = [];
    performance.now = () => time;
    try {
      list.renderMessage = ({ content }) => {
        time += 9;
        drawn.push(content);
        return content;
      };
      await settled(list);
      for (const text of ['one', 'two']) {
        room.say(text);
        await settled(list);
      }
      list.decorateMessage = ({ content }) => ({ hidden: content === 'hidden' });
      await settled(list);
      drawn.length = 0;
      room.say('three');
      room.say('hidden');
      room.say('four');
      expect(drawn).to.deep.equal(['three', 'four']);
      expect(rowsOf(list)).to.have.length(2);
      await settled(list);
      expect(rowsOf(list).map(readable)).to.deep.equal(['one', 'two', 'three', 'four']);
      expect(drawn).to.deep.equal(['three', 'four']);
    } finally {
      performance.now = now;
    }
  });

  it('rests between flushes after two in a row that drew for more than 8 ms, and not after quicker ones', async () => {
    expect(await isSlowWith(9)).to.equal(true);
    expect(await isSlowWith(7)).to.equal(false);
  });
});
