import { warnOnce } from '../warn-once.js';

/** Reads attributes whose values a page may get wrong: a bad value warns once and counts as the default, it never breaks the page. */

function warn(name: string, value: unknown, expected: string): void {
  warnOnce(`<ivs-chat-room> ${name}="${String(value)}": expected ${expected}.`);
}

/** A whole number from 1 to `max`. Larger ones count as `max`; absent ones silently as `fallback`. */
export function countOr(fallback: number, name: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  if (value === null || value === undefined) return fallback;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && number >= 1) {
    if (number > max) warn(name, value, `at most ${max}`);
    return Math.min(Math.floor(number), max);
  }
  warn(name, value, 'a whole number from 1');
  return fallback;
}

/** Reads an attribute that knows a few words; the first is the default. */
export function oneOf<Word extends string>(name: string, known: readonly [Word, ...Word[]]): { fromAttribute(value: string | null): Word } {
  return {
    fromAttribute(value) {
      const word = known.find((one) => one === value);
      if (value && word === undefined) warn(name, value, known.join(', '));
      return word ?? known[0];
    },
  };
}
