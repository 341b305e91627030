/** Reads attributes whose values a page may get wrong: a bad value warns once and counts as the default, it never breaks the page. */

const warned = new Set<string>();

function warnOnce(name: string, value: unknown, expected: string): void {
  const text = `<ivs-chat-room> ${name}="${String(value)}": expected ${expected}.`;
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(text);
}

/** A whole number from 1 to `max`. Larger ones count as `max`; absent ones silently as `fallback`. */
export function countOr(fallback: number, name: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  if (value === null || value === undefined) return fallback;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && number >= 1) {
    if (number > max) warnOnce(name, value, `at most ${max}`);
    return Math.min(Math.floor(number), max);
  }
  warnOnce(name, value, 'a whole number from 1');
  return fallback;
}

/** One of a few words; the first is the default. */
export function wordOf<Word extends string>(words: readonly [Word, ...Word[]], name: string, value: unknown): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  if (value !== null && value !== undefined && value !== '') warnOnce(name, value, words.join(', '));
  return words[0];
}
