import type { Browser } from 'puppeteer-core';
import type { Claim } from './figures.js';
import type { BenchOptions, ListName } from './options.js';
import type { Site } from './site.js';

/** What a part of the benchmark works with. */
export interface Bench {
  readonly browser: Browser;
  readonly site: Site;
  readonly options: BenchOptions;
  /** Tells that something was done. */
  readonly tick: (text: string) => void;
}

/** What a part of the benchmark found. */
export interface Section {
  /** Markdown. */
  readonly text: string;
  readonly claims: readonly Claim[];
}

export type Runs<Run> = Map<ListName, Run[]>;

/**
 * Measures each list several times, in turns, each round in the opposite order of the one before, so that nobody always comes
 * first. A list of others that fails once, or that `isEnough` has seen enough of, is left out from then on.
 */
export async function inTurns<Run>(
  { options, tick }: Bench,
  lists: readonly ListName[],
  title: string,
  measure: (list: ListName) => Promise<Run>,
  { isEnough = () => false, most = Infinity }: { readonly isEnough?: (run: Run) => boolean; readonly most?: number } = {},
): Promise<Runs<Run>> {
  const found: Runs<Run> = new Map(lists.map((list) => [list, []]));
  let left = [...lists];
  const runsOf = (list: ListName): number => Math.min(most, options.peers.includes(list) ? options.peerRuns : options.runs);
  for (let round = 0; left.length > 0; round++) {
    left = left.filter((list) => round < runsOf(list));
    for (const list of round % 2 === 0 ? left : left.toReversed()) {
      tick(`${title}: ${list}, run ${round + 1} of ${runsOf(list)}`);
      try {
        const run = await measure(list);
        found.get(list)?.push(run);
        if (isEnough(run)) left = left.filter((name) => name !== list);
      } catch (error) {
        if (!options.peers.includes(list)) throw error;
        tick(`${title}: ${list} failed: ${error instanceof Error ? error.message : String(error)}`);
        left = left.filter((name) => name !== list);
      }
    }
  }
  return found;
}
