import { parseArgs } from 'node:util';

export const partNames = ['stream', 'typing', 'backlog', 'start', 'memory', 'mounts', 'video', 'reader'] as const;
export type PartName = (typeof partNames)[number];

export const listNames = ['ours', 'bound', 'deep-chat', 'chatscope', 'vaadin', 'stream-chat'] as const;
export type ListName = (typeof listNames)[number];

export interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly lists: readonly ListName[];
  readonly peers: readonly ListName[];
  readonly quick: boolean;
  /** Runs of each measurement, interleaved; the median counts. */
  readonly runs: number;
  /** The same for lists that others made: no figure that must hold hangs on them. */
  readonly peerRuns: number;
  /** Seconds of one run of a stream. */
  readonly seconds: number;
  /** Seconds of one run at 1,000 messages a second of ours and the bound. */
  readonly longSeconds: number;
  /** Seconds of the scrolled-up reader. */
  readonly readerSeconds: number;
  readonly rates: readonly number[];
  /** Messages of the memory part. */
  readonly manyMessages: number;
  /** Writes the tables into docs/performance.md. */
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]
  --quick              under 5 minutes: fewer and shorter runs, ours and the bound only
  --only=a,b           some parts only: ${partNames.join(', ')}
  --lists=a,b          some lists only: ${listNames.join(', ')}
  --rates=a,b          some rates of the stream only; default 50,200,1000,2000
  --runs=N             runs of each measurement; default 5 (3 of other lists), with --quick 1
  --write, --no-write  whether docs/performance.md is written; default: not with --quick, --lists or --rates`;

/** @throws {Error} with a sentence for the reader */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      lists: { type: 'string' },
      rates: { type: 'string' },
      runs: { type: 'string' },
      write: { type: 'boolean' },
    },
    allowNegative: true,
  });
  const { quick } = values;
  const runs = values.runs === undefined ? (quick ? 1 : 5) : wholeNumber('--runs', values.runs);
  const lists = chosen('--lists', values.lists, listNames) ?? (quick ? listNames.slice(0, 2) : listNames);
  return {
    parts: chosen('--only', values.only, partNames) ?? partNames,
    lists,
    peers: lists.filter((name) => name !== 'ours' && name !== 'bound'),
    quick,
    runs,
    peerRuns: Math.min(runs, 3),
    seconds: quick ? 5 : 10,
    longSeconds: quick ? 10 : 30,
    readerSeconds: quick ? 15 : 60,
    rates: values.rates?.split(',').map((rate) => wholeNumber('--rates', rate)) ?? [50, 200, 1000, 2000],
    manyMessages: quick ? 50_000 : 1_000_000,
    write: values.write ?? !(quick || values.lists || values.rates),
  };
}

function chosen<Name extends string>(option: string, text: string | undefined, known: readonly Name[]): readonly Name[] | undefined {
  if (text === undefined) return undefined;
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !known.includes(name as Name));
  if (unknown !== undefined) throw new Error(`${option} does not know "${unknown}". Known are ${known.join(', ')}.`);
  return known.filter((name) => wanted.includes(name));
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${option} takes whole numbers above 0, not "${text}".`);
}
