import type { Browser } from 'puppeteer-core';
import type { BenchOptions, ListName } from '../options.js';
import { GivenUpError, Visit } from '../visit.js';
import type { Site } from '../site.js';

const framesPerSecond = 60;
/** How long the newest message may take to be painted after the stream ended. */
const settleMs = 5_000;
/** A page that has not even answered by then is given up. */
const answerMs = 15_000;
/** Below this a list hangs. */
const hangingFrames = 0.1;

/** One run of one list at one rate. */
export interface StreamRun {
  /** Of the frames that a screen of 60 Hz shows, 0 to 1. */
  readonly frames: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the samples, 0 to 1. */
  readonly pinned: number;
  /** ms of the main thread for each message. */
  readonly cpu: number;
  readonly longTasks: number;
  readonly longestTask: number;
  /** Messages that neither came to the page nor were painted or passed over for newer ones. */
  readonly missing: number;
  readonly hangs: boolean;
}

const givenUp: StreamRun = {
  frames: 0,
  p50: Infinity,
  p95: Infinity,
  pinned: 0,
  cpu: Number.NaN,
  longTasks: Number.NaN,
  longestTask: Infinity,
  missing: Infinity,
  hangs: true,
};

export async function streamOnce(browser: Browser, site: Site, list: ListName, rate: number, options: BenchOptions): Promise<StreamRun> {
  const seconds = rate === 1000 && !options.peers.includes(list) ? options.longSeconds : options.seconds;
  try {
    const limitMs = (seconds + 1) * 1000 + settleMs + answerMs;
    return await Visit.with(browser, site, list, { limitMs }, (visit) => run(visit, list, rate, seconds));
  } catch (error) {
    if (error instanceof GivenUpError && options.peers.includes(list)) return givenUp;
    throw error;
  }
}

async function run(visit: Visit, list: ListName, rate: number, seconds: number): Promise<StreamRun> {
  // A second to come up to speed is not counted.
  await visit.feed.stream(rate, 1);
  await visit.begin();
  const before = { ...(await visit.metrics()), sent: visit.feed.sent };
  await visit.feed.stream(rate, seconds);
  const report = await visit.report();
  const isPainted = await visit.painted(visit.feed.sent, settleMs);
  // A list that is behind has work left.
  const after = await visit.metrics();
  const missing = await missingMessages(visit, list, isPainted);
  const frames = Math.min(1, report.frames / (framesPerSecond * report.seconds));
  return {
    frames,
    p50: report.p50,
    p95: report.p95,
    pinned: report.pinned / Math.max(1, report.samples),
    cpu: (after.cpuMs - before.cpuMs) / (visit.feed.sent - before.sent),
    longTasks: report.longTasks,
    longestTask: report.longestTask,
    missing,
    hangs: frames < hangingFrames || !isPainted,
  };
}

/** Each message that was sent came, in order, and the rows are the newest ones without a gap; ours told the page of each as well. */
async function missingMessages(visit: Visit, list: ListName, isPainted: boolean): Promise<number> {
  const { sent } = visit.feed;
  const { arrived, painted } = await visit.report();
  if (!isPainted) return sent - painted;
  const numbers = await visit.run<number[]>('bench.shownNumbers()');
  const gaps = numbers.filter((number, i) => i > 0 && number !== (numbers[i - 1] ?? 0) + 1).length;
  const told = list === 'ours' ? await visit.run<number>('bench.told') : sent;
  return Math.abs(sent - arrived) + Math.abs(sent - told) + gaps;
}
