import { atLeast, atMost, median, percent, rounded, type Claim } from '../figures.js';
import type { ListName } from '../options.js';
import { inTurns, type Bench, type Runs, type Section } from '../section.js';
import { table } from '../tables.js';
import { streamOnce, type StreamRun } from './stream.js';

const frameMs = 1000 / 60;

/** All lists at all rates. A list that hangs at a rate is not asked for more. */
export async function streamSection(bench: Bench): Promise<Section> {
  const { browser, site, options } = bench;
  let lists: readonly ListName[] = options.lists;
  const texts: string[] = [];
  const claims: Claim[] = [];
  for (const rate of options.rates) {
    const runs = await inTurns(bench, lists, `${rate} a second`, (list) => streamOnce(browser, site, list, rate, options), { isEnough: (run) => run.hangs });
    texts.push(`**${rate.toLocaleString('en')} messages a second**\n\n${rateTable(runs)}`);
    claims.push(...rateClaims(rate, runs));
    lists = lists.filter((list) => !options.peers.includes(list) || runs.get(list)?.some((run) => !run.hangs));
  }
  return { text: texts.join('\n\n'), claims };
}

function rateTable(runs: Runs<StreamRun>): string {
  const bound = runs.get('bound') ?? [];
  const rows = [...runs].map(([list, of]) => {
    if (of.length === 0) return [list, 'fails', '–', '–', '–', '–', '–', '–'];
    const figures = summary(of);
    const ratio = figures.cpu / summary(bound).cpu;
    return [
      of.some((run) => run.hangs) ? `${list} (hangs)` : list,
      percent(figures.frames),
      rounded(figures.p50),
      rounded(figures.p95),
      percent(figures.pinned),
      rounded(figures.cpu),
      `${rounded(ratio)} x`,
      `${rounded(figures.longTasks)} (${rounded(figures.longestTask)})`,
    ];
  });
  return table(['list', 'frames', 'median ms', 'p95 ms', 'pinned', 'CPU ms a message', 'CPU of the bound', 'tasks > 50 ms (longest)'], rows);
}

function summary(runs: readonly StreamRun[]): StreamRun {
  const of = (read: (run: StreamRun) => number): number => median(runs.map(read));
  return {
    frames: of((run) => run.frames),
    p50: of((run) => run.p50),
    p95: of((run) => run.p95),
    // The newest row is in view in every run, or it is not.
    pinned: Math.min(...runs.map((run) => run.pinned)),
    cpu: of((run) => run.cpu),
    longTasks: of((run) => run.longTasks),
    longestTask: of((run) => run.longestTask),
    // No message may be missing in any run.
    missing: Math.max(...runs.map((run) => run.missing)),
    hangs: runs.some((run) => run.hangs),
  };
}

function rateClaims(rate: number, runs: Runs<StreamRun>): Claim[] {
  const [ours, bound] = [runs.get('ours') ?? [], runs.get('bound') ?? []];
  if (ours.length === 0) return [];
  const found = summary(ours);
  const at = `at ${rate.toLocaleString('en')} a second`;
  const isEverywhere = [
    atMost(`messages missing ${at}`, found.missing, 0),
    atLeast(`newest row in view ${at}`, found.pinned * 100, 100, ' %'),
  ];
  if (rate === 2000) return [...isEverywhere, atLeast(`frames ${at}`, found.frames * 100, 90, ' %')];
  if (rate !== 1000) return isEverywhere;
  return [
    ...isEverywhere,
    atLeast(`frames ${at}`, found.frames * 100, 98, ' %'),
    atMost(`frame of the socket to paint, p95 ${at}`, found.p95 / frameMs, 2, ' frames'),
    ...(bound.length > 0 ? [atMost(`CPU of the bound ${at}`, found.cpu / summary(bound).cpu, 1.3, 'x')] : []),
    atMost(`tasks over 50 ms ${at}`, found.longTasks, 0),
  ];
}
