import type { Browser } from 'puppeteer-core';
import { MAX_ROWS } from '../../../src/elements/chat-messages/row-window.js';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit, type PageMetrics } from '../visit.js';

const few = 10_000;
/** Twice as many are on their way at most: the next ones are made while the page works. */
const batch = 2_000;
const patienceMs = 60_000;
const limitMs = 20 * 60_000;

export interface MemoryRun {
  readonly few: PageMetrics;
  readonly many: PageMetrics;
}

/** What the page holds after 10,000 messages and after many more, fed as fast as they are taken. */
export async function memoryOnce(browser: Browser, site: Site, list: ListName, many: number): Promise<MemoryRun> {
  return Visit.with(browser, site, list, { limitMs }, async (visit) => {
    const taken = async (number: number): Promise<void> => {
      if (!(await visit.painted(number, patienceMs))) throw new Error(`${list} did not show message ${number}`);
    };
    const fill = async (count: number): Promise<PageMetrics> => {
      while (visit.feed.sent < count) {
        visit.feed.burst(batch);
        await taken(visit.feed.sent - batch);
      }
      await taken(visit.feed.sent);
      // A list that follows shows fewer rows at times, so that nodes are only compared when it shows as many as it may.
      const rows = await visit.run<number>('bench.rows.childElementCount');
      if (rows < MAX_ROWS) {
        visit.feed.burst(MAX_ROWS - rows);
        await taken(visit.feed.sent);
      }
      return visit.settledMetrics();
    };
    return { few: await fill(few), many: await fill(many) };
  });
}
