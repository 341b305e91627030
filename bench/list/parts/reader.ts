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
    await settled(visit);
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

/** The wheel moves the list for a while. */
async function settled(visit: Visit): Promise<void> {
  const distance = () => visit.run<number>('bench.viewport.scrollHeight - bench.viewport.clientHeight - bench.viewport.scrollTop');
  for (let before = Number.NaN, tries = 40; tries > 0; tries--) {
    const now = await distance();
    if (now > 100 && now === before) return;
    before = now;
    await sleep(250);
  }
  throw new Error('The wheel did not scroll the list up.');
}

/**
 * Holds on to the first row in view and measures in each frame how far it is from where it was. An observer of intersections tells
 * what was painted; a script that asked for the layout itself could see one that the list is still to correct.
 */
const watchPlace = `
  bench.place = (() => {
    const { viewport, rows } = bench;
    const edge = viewport.getBoundingClientRect().top;
    const row = Array.from(rows.children).find((one) => one.getBoundingClientRect().top >= edge);
    const room = document.querySelector('ivs-chat-room');
    let place;
    // Infinity: not measured.
    let moved = Infinity;
    let images = 0;
    viewport.addEventListener('load', () => (images += 1), { capture: true });
    const observer = new IntersectionObserver(([entry]) => {
      const now = entry.boundingClientRect.top - entry.rootBounds.top;
      if (place === undefined) [place, moved] = [now, 0];
      moved = Math.max(moved, row.isConnected ? Math.abs(now - place) : Infinity);
    }, { root: viewport });
    const onFrame = () => {
      observer.disconnect();
      observer.observe(row);
      requestAnimationFrame(onFrame);
    };
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
