import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const rate = 1000;
const lateMs = 700;
const pollMs = 50;
/** Sizes of the window, one after the other. */
const sizes = [
  { width: 300, height: 500 },
  { width: 480, height: 360 },
  { width: 360, height: 640 },
];

export interface ReaderRun {
  /** The most that the first row in view stood away from its place, in px, in any frame. */
  readonly moved: number;
  readonly frames: number;
  readonly deletions: number;
  /** Images of emotes that loaded late, with rows above. */
  readonly images: number;
  /** Whether the list still stood scrolled up at the end. */
  readonly stayed: boolean;
}

/** Somebody scrolled up and reads, while everything happens that could push the rows about. */
export async function readerOnce(browser: Browser, site: Site, seconds: number): Promise<ReaderRun> {
  return Visit.with(browser, site, 'ours', { late: lateMs }, async (visit) => {
    await visit.page.setViewport({ width: 360, height: 640 });
    await visit.feed.stream(rate, 0.6);
    await visit.painted(visit.feed.sent, 5_000);
    await visit.page.mouse.move(150, 300);
    await visit.page.mouse.wheel({ deltaY: -1500 });
    await sleep(500);
    await visit.run(watchPlace);
    await visit.begin();
    const streaming = visit.feed.stream(rate, seconds);
    const started = performance.now();
    let deletions = 0;
    let resizes = 0;
    for (let passed = 0; passed < seconds; passed = (performance.now() - started) / 1000) {
      // Some of these are above the reader, some below, and most were let go of long ago.
      visit.feed.deleteMessage(Math.floor(Math.random() * 600));
      const id = await visit.run<string | undefined>('bench.place.idAbove()');
      if (id !== undefined) site.sandbox.hooks.deleteMessage({ roomArn: visit.feed.roomArn, id });
      deletions += id === undefined ? 1 : 2;
      if (passed > (seconds / 4) * (resizes + 1) && resizes < sizes.length) await visit.page.setViewport(sizes[resizes++] ?? null);
      await sleep(pollMs);
    }
    await streaming;
    const place = await visit.run<{ moved: number; images: number; distance: number }>('bench.place.report()');
    const report = await visit.report();
    return {
      moved: place.moved,
      images: place.images,
      deletions,
      frames: Math.min(1, report.frames / (60 * report.seconds)),
      stayed: place.distance > 100,
    };
  });
}

/** Holds on to the first row in view and measures, at the end of each frame, how far it is from where it was. */
const watchPlace = `
  bench.place = (() => {
    const { viewport, rows } = bench;
    const top = () => viewport.getBoundingClientRect().top;
    const row = Array.from(rows.children).find((one) => one.getBoundingClientRect().top >= top());
    const offset = row.getBoundingClientRect().top - top();
    const room = document.querySelector('ivs-chat-room');
    let moved = 0;
    let images = 0;
    viewport.addEventListener('load', () => (images += 1), { capture: true });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      moved = Math.max(moved, row.isConnected ? Math.abs(row.getBoundingClientRect().top - top() - offset) : Infinity);
    };
    const onFrame = () => { port2.postMessage(0); requestAnimationFrame(onFrame); };
    requestAnimationFrame(onFrame);
    return {
      report: () => ({ moved, images, distance: viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop }),
      // The id of a message that is drawn above the row; its text tells which one.
      idAbove() {
        const above = Array.from(rows.children).slice(0, Array.from(rows.children).indexOf(row));
        const target = above[Math.floor(Math.random() * above.length)];
        const number = target?.textContent.match(/#\\d+!/)?.[0];
        return number && room.messages.find(({ content }) => content.endsWith(number))?.id;
      },
    };
  })();`;
