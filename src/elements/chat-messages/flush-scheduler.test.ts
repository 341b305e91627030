import { expect } from '@open-wc/testing';
import { FlushScheduler } from './flush-scheduler.js';

const FRAME_MS = 1_000 / 60;

/** A browser whose time is turned by hand: frames every 1/60 s while it is visible, and timers. */
class HandTiming {
  isVisible = true;
  hasInput = false;
  keys: number | undefined = 0;
  /** ms of style, layout and paint after a flush. */
  paintMs = 0;
  #now = 0;
  #last = 0;
  readonly #frames = new Map<number, () => void>();
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  readonly #painted: (() => void)[] = [];

  get waiting(): number {
    return this.#frames.size + this.#timers.size;
  }
  now = (): number => this.#now;
  isInputPending = (): boolean => this.hasInput;
  keyPresses = (): number | undefined => this.keys;
  afterPaint = (callback: () => void): void => void this.#painted.push(callback);
  requestFrame = (callback: () => void): number => {
    this.#frames.set(++this.#last, callback);
    return this.#last;
  };
  cancelFrame = (frame: number): void => void this.#frames.delete(frame);
  setTimer = (callback: () => void, delayMs: number): number => {
    this.#timers.set(++this.#last, { at: this.#now + delayMs, callback });
    return this.#last;
  };
  clearTimer = (timer: number | undefined): void => void this.#timers.delete(timer ?? 0);

  spend(ms: number): void {
    this.#now += ms;
  }

  /** Lets a frame's time pass. */
  turn(): void {
    const end = (Math.floor(this.#now / FRAME_MS + 1e-6) + 1) * FRAME_MS;
    for (const [id, { at, callback }] of [...this.#timers]) {
      if (at > end || !this.#timers.delete(id)) continue;
      this.#now = Math.max(this.#now, at);
      callback();
    }
    this.#now = Math.max(this.#now, end);
    if (this.isVisible) {
      const due = [...this.#frames.values()];
      this.#frames.clear();
      for (const callback of due) callback();
    }
    for (const callback of this.#painted.splice(0)) {
      this.spend(this.paintMs);
      callback();
    }
  }

  turnFor(seconds: number, each: () => void = () => undefined): void {
    for (const end = this.#now + seconds * 1_000 - 1e-6; this.#now < end; ) {
      each();
      this.turn();
    }
  }
}

function stage() {
  const timing = new HandTiming();
  const stage = {
    timing,
    /** ms of drawing and of layout in a flush, from the ms of the stream that it takes in. */
    cost: (_portionMs: number): number => 1,
    layout: (_portionMs: number): number => 0,
    starts: [] as number[],
    scheduler: new FlushScheduler(flush, timing),
    stream,
    perSecond: () => stream(1),
  };
  function flush(): void {
    const portionMs = timing.now() - (stage.starts.at(-1) ?? 0);
    stage.starts.push(timing.now());
    stage.scheduler.measureDrawing(() => timing.spend(stage.cost(portionMs)));
    timing.spend(stage.layout(portionMs));
  }
  /** Flushes in some seconds in which there is always something new. */
  function stream(seconds: number): number {
    const before = stage.starts.length;
    timing.turnFor(seconds, () => stage.scheduler.schedule());
    return stage.starts.length - before;
  }
  return stage;
}

describe('FlushScheduler', () => {
  it('flushes once a frame, however often it is asked, and not when it is not asked', () => {
    const it = stage();
    for (let i = 0; i < 1_000; i++) it.scheduler.schedule();
    it.timing.turn();
    it.timing.turn();
    expect(it.starts).to.have.length(1);
    expect(it.timing.waiting).to.equal(0);
  });

  it('keeps to every frame while it is cheap, and for a single slow flush', () => {
    const it = stage();
    expect(it.perSecond()).to.be.within(59, 61);
    for (let i = 0; i < 20; i++) {
      it.cost = () => (i % 2 === 0 ? 12 : 2);
      it.scheduler.schedule();
      it.timing.turn();
      it.timing.turn();
    }
    it.cost = () => 2;
    expect(it.perSecond()).to.be.within(59, 61);
  });

  it('halves its rate after two slow flushes in a row, down to 4 a second, and stays there while it cannot keep up', () => {
    const it = stage();
    it.cost = (portionMs) => portionMs * 0.6;
    it.stream(3);
    const frames = it.starts.slice(1).map((start, i) => Math.round((start - it.starts[i]!) / FRAME_MS));
    expect(frames.slice(1, 10)).to.deep.equal([2, 2, 4, 4, 8, 8, 15, 15, 15]);
    expect(it.stream(120)).to.be.within(3 * 120, 5 * 120);
  });

  it('goes slowly when drawing, layout and paint together take most of a frame, whichever of them it is', () => {
    const it = stage();
    it.cost = it.layout = () => 4;
    it.timing.paintMs = 8;
    it.stream(1);
    expect(it.perSecond()).to.be.within(59, 61);
    it.timing.paintMs = 14;
    it.stream(10);
    expect(it.stream(30) / 30).to.be.within(3.5, 6);
    it.timing.paintMs = 4;
    it.stream(3);
    expect(it.perSecond()).to.be.within(59, 61);
    it.layout = () => 16;
    it.stream(10);
    expect(it.stream(30) / 30).to.be.within(3.5, 6);
  });

  it('goes from a try of every frame that fails straight back to the pause before it', () => {
    const it = stage();
    it.cost = () => 11;
    it.stream(20);
    const frames = it.starts.slice(1).map((start, i) => Math.round((start - it.starts[i]!) / FRAME_MS));
    const tried = frames.lastIndexOf(1);
    expect(frames.slice(tried - 2, tried + 3)).to.deep.equal([15, 1, 1, 15, 15]);
  });

  it('tells while it goes slowly', () => {
    const it = stage();
    it.stream(1);
    expect(it.scheduler.isSlow).to.equal(false);
    it.cost = (portionMs) => portionMs * 0.6;
    it.stream(3);
    expect(it.scheduler.isSlow).to.equal(true);
  });

  it('goes slowly too where the size of a portion hardly matters, and tries every frame less and less often', () => {
    const it = stage();
    it.cost = (portionMs) => 12 + portionMs / 100;
    const atFirst = it.stream(10) / 10;
    it.stream(60);
    const later = it.stream(120) / 120;
    expect(atFirst).to.be.within(5, 16);
    expect(later).to.be.within(3.5, 4.5);
  });

  it('comes back by itself when it is cheap again', () => {
    const it = stage();
    it.cost = (portionMs) => portionMs * 0.6;
    it.stream(120);
    expect(it.perSecond()).to.be.below(6);
    it.cost = () => 3;
    it.stream(2);
    expect(it.perSecond()).to.be.within(59, 61);
  });

  it('comes back soon too when trying every frame has failed for long', () => {
    const it = stage();
    it.cost = (portionMs) => 12 + portionMs / 100;
    it.stream(130);
    expect(it.perSecond()).to.be.below(6);
    it.cost = () => 3;
    it.stream(3);
    expect(it.perSecond()).to.be.within(59, 61);
  });

  it('comes back at once after a hitch: what costs much in large portions costs little in small ones', () => {
    const it = stage();
    const steadily = (portionMs: number): number => 2 + portionMs / 5;
    for (let hitch = 0; hitch < 20; hitch++) {
      it.cost = () => 40;
      it.stream(4 * FRAME_MS / 1_000);
      it.cost = steadily;
      it.stream(1);
      expect(it.perSecond()).to.be.within(59, 61);
    }
  });

  it('comes back soon after a bad moment at a high rate, whose portions cost more than its frames', () => {
    const it = stage();
    const steadily = (portionMs: number): number => 2 + portionMs / 5;
    it.cost = steadily;
    it.stream(1);
    for (let moment = 0; moment < 20; moment++) {
      it.timing.paintMs = 40;
      it.stream(4 * FRAME_MS / 1_000);
      it.timing.paintMs = 2;
      it.stream(0.5);
      expect(it.stream(0.5)).to.be.within(29, 31);
    }
  });

  it('does not let the first message after a quiet time wait', () => {
    const it = stage();
    it.cost = () => 30;
    it.stream(3);
    it.timing.turnFor(2);
    const before = it.starts.length;
    it.scheduler.schedule();
    it.timing.turn();
    it.timing.turn();
    expect(it.starts).to.have.length(before + 1);
  });

  it('leaves frames to input that waits, but not for ever', () => {
    const it = stage();
    it.timing.hasInput = true;
    it.scheduler.schedule();
    for (let i = 0; i < 3; i++) it.timing.turn();
    expect(it.starts).to.have.length(0);
    it.timing.turn();
    expect(it.starts).to.have.length(1);
    it.timing.hasInput = false;
    it.scheduler.schedule();
    it.timing.turn();
    expect(it.starts).to.have.length(2);
  });

  it('leaves a frame to the letter of each key, and goes on while somebody types', () => {
    const it = stage();
    it.scheduler.schedule();
    it.timing.keys = 1;
    it.timing.turn();
    expect(it.starts).to.have.length(0);
    it.timing.turn();
    expect(it.starts).to.have.length(1);
    const before = it.starts.length;
    it.timing.turnFor(1, () => {
      it.scheduler.schedule();
      it.timing.keys! += 1;
    });
    expect(it.starts.length - before).to.be.within(14, 16);
  });

  it('flushes behind a letter where somebody types and flushes are slow, and not much later than else', () => {
    const it = stage();
    it.layout = () => 40;
    // Long enough to try every frame no more.
    it.stream(130);
    const typedAt: number[] = [];
    const started = it.starts.length;
    /** A key every 9 frames: 400 a minute. */
    for (let turn = 0; turn < 270; turn++) {
      it.scheduler.schedule();
      if (turn % 9 === 0) {
        it.timing.keys! += 1;
        typedAt.push(it.timing.now());
      }
      it.timing.turn();
    }
    // The first ones come before it is known that somebody types.
    const starts = it.starts.slice(started + 2);
    const waits = starts.slice(1).map((start, i) => start - starts[i]!);
    expect(Math.max(...waits)).to.be.below(310);
    expect(Math.min(...waits)).to.be.above(140);
    const sinceLetter = starts.map((start) => start - typedAt.findLast((at) => at < start)!);
    // It takes 2.4 frames, and the next letter comes 9 frames behind the last.
    expect(Math.max(...sinceLetter) / FRAME_MS, 'frames behind a letter').to.be.below(6.6);
    expect(Math.min(...sinceLetter) / FRAME_MS, 'frames behind a letter').to.be.above(1);
  });

  it('waits for no letter of a key that was pressed before there was anything new', () => {
    const it = stage();
    it.timing.keys = 7;
    it.timing.turn();
    it.scheduler.schedule();
    it.timing.turn();
    expect(it.starts).to.have.length(1);
  });

  it('flushes by a timer where no frames come, and leaves nothing behind', () => {
    const it = stage();
    it.timing.isVisible = false;
    expect(it.perSecond()).to.be.within(3, 5);
    it.timing.turnFor(3_600, () => it.scheduler.schedule());
    expect(it.timing.waiting).to.be.at.most(2);
    it.timing.isVisible = true;
    it.timing.turn();
    it.timing.turn();
    expect(it.timing.waiting).to.equal(0);
    expect(it.perSecond()).to.be.within(59, 61);
  });

  it('learns nothing about its pace where no frames come', () => {
    const it = stage();
    it.timing.isVisible = false;
    it.timing.paintMs = 1_000;
    it.stream(10);
    expect(it.scheduler.isSlow).to.equal(false);
    it.timing.paintMs = 2;
    it.timing.isVisible = true;
    it.timing.turn();
    expect(it.perSecond()).to.be.within(59, 61);
  });

  it('flushes once for all that came while the device slept', () => {
    const it = stage();
    it.scheduler.schedule();
    it.timing.spend(3_600_000);
    for (let i = 0; i < 500; i++) it.scheduler.schedule();
    it.timing.turn();
    it.timing.turn();
    expect(it.starts).to.have.length(1);
  });

  it('tells when it has flushed, and waits for nothing else', async () => {
    const it = stage();
    await it.scheduler.done;
    it.scheduler.schedule();
    const told: string[] = [];
    const flushed = it.scheduler.done.then(() => told.push(`after ${it.starts.length}`));
    await Promise.resolve();
    expect(told).to.deep.equal([]);
    it.timing.turn();
    await flushed;
    expect(told).to.deep.equal(['after 1']);
    it.scheduler.schedule();
    const cancelled = it.scheduler.done;
    it.scheduler.cancel();
    await cancelled;
    expect(it.starts).to.have.length(1);
  });

  it('flushes no more once it is cancelled', () => {
    const it = stage();
    it.scheduler.schedule();
    it.scheduler.cancel();
    it.timing.turnFor(1);
    expect([it.starts.length, it.timing.waiting]).to.deep.equal([0, 0]);
    it.scheduler.schedule();
    it.timing.turn();
    expect(it.starts).to.have.length(1);
  });
});
