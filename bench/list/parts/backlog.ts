import type { Browser } from 'puppeteer-core';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const messages = 10_000;
const warmUpMessages = 500;
const patienceMs = 30_000;

export interface BacklogRun {
  /** ms from the first frame of the backlog to the paint of its newest message; `Infinity` when that took too long. */
  readonly ms: number;
  readonly nodes: number;
}

/** 10,000 messages at once, into a list that was used a little. */
export async function backlogOnce(browser: Browser, site: Site, list: ListName): Promise<BacklogRun> {
  return Visit.with(browser, site, list, { limitMs: 2 * patienceMs }, async (visit) => {
    await visit.feed.stream(warmUpMessages, 1);
    await visit.painted(warmUpMessages, patienceMs);
    await visit.run('bench.noteNextArrival()');
    visit.feed.burst(messages);
    const isPainted = await visit.painted(visit.feed.sent, patienceMs);
    const ms = isPainted ? await visit.run<number>('bench.paintedAt - bench.notedArrivalAt') : Infinity;
    return { ms, nodes: (await visit.metrics()).nodes };
  });
}
