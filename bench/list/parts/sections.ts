import { cdnLimitBytes } from '../../../scripts/sizes.mjs';
import { atLeast, atMost, median, percent, rounded } from '../figures.js';
import type { ListName, PartName } from '../options.js';
import { inTurns, type Bench, type Runs, type Section } from '../section.js';
import { table } from '../tables.js';
import { backlogOnce } from './backlog.js';
import { memoryOnce } from './memory.js';
import { mountsOnce } from './mounts.js';
import { readerOnce } from './reader.js';
import { scriptBytes, startOnce } from './start.js';
import { streamSection } from './stream-section.js';
import { typingOnce, type TypingRun } from './typing.js';
import { recordClip, videoOnce } from './video.js';

/** Every part, in the order in which they are run. */
export const sections: Readonly<Record<PartName, (bench: Bench) => Promise<Section>>> = {
  stream: streamSection,
  typing: typingSection,
  backlog: backlogSection,
  start: startSection,
  memory: memorySection,
  mounts: mountsSection,
  video: videoSection,
  reader: readerSection,
};

function ownLists({ options }: Bench): readonly ListName[] {
  return options.lists.filter((list) => !options.peers.includes(list));
}

function middle<Run>(runs: Runs<Run>, list: ListName, read: (run: Run) => number): number {
  return median((runs.get(list) ?? []).map(read));
}

async function typingSection(bench: Bench): Promise<Section> {
  const { browser, site, options } = bench;
  const measure = (rate: number, throttle: number) =>
    inTurns(bench, ownLists(bench), `typing at ${rate} a second, ${throttle}x CPU`, (list) => typingOnce(browser, site, list, rate, throttle, options.seconds));
  const [fast, slow] = [await measure(1000, 1), await measure(100, 6)];
  const rows = (title: string, runs: Runs<TypingRun>): string[][] =>
    [...runs.keys()].map((list) => [
      `${list}, ${title}`,
      percent(middle(runs, list, (run) => run.frames)),
      rounded(middle(runs, list, (run) => run.medianKey)),
      rounded(middle(runs, list, (run) => run.worstKey)),
      percent(middle(runs, list, (run) => run.pinned)),
    ]);
  const lost = Math.max(...[fast, slow].flatMap((runs) => (runs.get('ours') ?? []).map((run) => run.lost)));
  return {
    text: table(
      ['list', 'frames', 'key to paint, median ms', 'worst key ms', 'pinned'],
      [...rows('1,000 a second', fast), ...rows('100 a second, 6x slower CPU', slow)],
    ),
    claims: [
      atMost('worst key at 1,000 a second', middle(fast, 'ours', (run) => run.worstKey), 50, ' ms'),
      atMost('worst key at 100 a second, 6x slower CPU', middle(slow, 'ours', (run) => run.worstKey), 50, ' ms'),
      atLeast('frames at 100 a second, 6x slower CPU', middle(slow, 'ours', (run) => run.frames) * 100, 90, ' %'),
      atMost('typed letters lost', lost, 0),
    ],
  };
}

async function backlogSection(bench: Bench): Promise<Section> {
  const { browser, site, options } = bench;
  const runs = await inTurns(bench, options.lists, '10,000 at once', (list) => backlogOnce(browser, site, list), {
    isEnough: (run) => !Number.isFinite(run.ms),
  });
  const bound = middle(runs, 'bound', (run) => run.ms);
  const rows = [...runs.keys()].map((list) => {
    const ms = middle(runs, list, (run) => run.ms);
    return [list, Number.isFinite(ms) ? rounded(ms) : 'over 30,000', `${rounded(ms / bound)} x`, rounded(middle(runs, list, (run) => run.nodes))];
  });
  return {
    text: table(['list', 'newest painted, ms', 'of the bound', 'nodes'], rows),
    claims: [atMost('10,000 at once, newest painted, of the bound', middle(runs, 'ours', (run) => run.ms) / bound, 1.5, 'x')],
  };
}

async function startSection(bench: Bench): Promise<Section> {
  const { browser, site, options } = bench;
  const runs = await inTurns(bench, options.lists, 'start', (list) => startOnce(browser, site, list));
  const bound = middle(runs, 'bound', (ms) => ms);
  const rows = [...runs.keys()].map((list) => {
    const ms = middle(runs, list, (run) => run);
    return [list, rounded(scriptBytes(list) / 1000), rounded(ms), `${rounded(ms / bound)} x`];
  });
  return {
    text: table(['list', 'script, kB brotli', 'to 100 messages painted, ms', 'of the bound'], rows),
    claims: [
      atMost('start under 4x throttle, of the bound', middle(runs, 'ours', (ms) => ms) / bound, 1.25, 'x'),
      atMost('the CDN file, brotli 11', scriptBytes('ours'), cdnLimitBytes, ' bytes'),
    ],
  };
}

async function memorySection({ browser, site, options, tick }: Bench): Promise<Section> {
  tick(`memory: ${options.manyMessages.toLocaleString('en')} messages`);
  const { few, many } = await memoryOnce(browser, site, 'ours', options.manyMessages);
  const row = (name: string, read: (metrics: typeof few) => number): string[] => [name, rounded(read(few)), rounded(read(many)), `${rounded(read(many) / read(few))} x`];
  return {
    text: table(
      ['ours', 'after 10,000', `after ${options.manyMessages.toLocaleString('en')}`, 'ratio'],
      [row('heap, kB', ({ heap }) => heap / 1000), row('nodes', ({ nodes }) => nodes)],
    ),
    claims: [
      atMost('heap after many messages, of that at 10,000', many.heap / few.heap, 1.1, 'x'),
      atMost('nodes after many messages, of those at 10,000', many.nodes / few.nodes, 1.1, 'x'),
    ],
  };
}

async function mountsSection({ browser, site, tick }: Bench): Promise<Section> {
  tick('50 mounts and removals');
  const { nodesKept, bytesKept } = await mountsOnce(browser, site);
  return {
    text: table(['ours', 'nodes kept', 'heap kept for each, bytes'], [['50 mounts and removals', rounded(nodesKept), rounded(bytesKept)]]),
    claims: [atMost('nodes kept after 50 removals', nodesKept, 0), atMost('heap kept for each removal', bytesKept, 3000, ' bytes')],
  };
}

async function videoSection(bench: Bench): Promise<Section> {
  const { browser, site, options, tick } = bench;
  tick('video: recording a clip');
  await recordClip(browser, site);
  const once = { most: 1 };
  const few = { most: 3 };
  const empty = await inTurns(bench, ['bound'], 'video beside an empty list', () => videoOnce(browser, site, 'bound', options.seconds, true), few);
  const runs = await inTurns(bench, ownLists(bench), 'video', (list) => videoOnce(browser, site, list, options.seconds, false), few);
  const peers = await inTurns(bench, options.peers, 'video', (list) => videoOnce(browser, site, list, options.seconds, false), once);
  const row = (name: string, of: typeof runs, list: ListName): string[] => [
    name,
    percent(middle(of, list, (run) => run.dropped)),
    percent(middle(of, list, (run) => run.frames)),
  ];
  return {
    text: table(['beside the video', 'frames of the video dropped', 'frames of the page'], [row('nothing moves', empty, 'bound'), ...[...runs.keys()].map((list) => row(list, runs, list)), ...[...peers.keys()].map((list) => row(list, peers, list))]),
    claims: [],
  };
}

async function readerSection({ browser, site, options, tick }: Bench): Promise<Section> {
  tick(`a scrolled-up reader, ${options.readerSeconds} s`);
  const run = await readerOnce(browser, site, options.readerSeconds);
  return {
    text: table(
      ['ours', 'moved, px', 'frames', 'deletions', 'late images'],
      [[`${options.readerSeconds} s at 1,000 a second, three resizes`, rounded(run.moved), percent(run.frames), rounded(run.deletions), rounded(run.images)]],
    ),
    // Positions are whole pixels of the screen, rows are not.
    claims: [atMost('the first row in view moves for a scrolled-up reader', Math.round(run.moved), 0, ' px'), atLeast('the reader stays scrolled up', run.stayed ? 1 : 0, 1)],
  };
}
