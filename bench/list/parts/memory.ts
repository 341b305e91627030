import type { Browser } from 'puppeteer-core';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit, type PageMetrics } from '../visit.js';

const few = 10_000;
/** So many are in the socket at most. */
const batch = 1_000;
const patienceMs = 60_000;

export interface MemoryRun {
  readonly few: PageMetrics;
  readonly many: PageMetrics;
}

/** What the page holds after 10,000 messages and after many more, fed as fast as they are taken. */
export async function memoryOnce(browser: Browser, site: Site, list: ListName, many: number): Promise<MemoryRun> {
  return Visit.with(browser, site, list, {}, async (visit) => {
    const fill = async (count: number): Promise<PageMetrics> => {
      while (visit.feed.sent < count) {
        visit.feed.burst(batch);
        if (!(await visit.painted(visit.feed.sent, patienceMs))) throw new Error(`${list} stopped at ${visit.feed.sent} messages`);
      }
      return visit.settledMetrics();
    };
    return { few: await fill(few), many: await fill(many) };
  });
}
