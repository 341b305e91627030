import type { RoomContext } from '../room-context.js';

/** When the counter is shown: near the limit, always or never. */
export type CounterMode = 'auto' | 'always' | 'off';

/** Longest message of the service, in Unicode code points. */
const DEFAULT_MAX_LENGTH = 500;

/** The counter appears when this many code points or fewer remain. */
const NEAR_LIMIT = 50;

/** The counter is announced when it falls to one of these, not at each key. */
const ANNOUNCED_AT: readonly number[] = [NEAR_LIMIT, 20, 10, 5, 0];

/** Counts Unicode code points, as the service does: a pair of surrogates is one, and so is a lone surrogate. */
export function countCodePoints(text: string): number {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '_').length;
}

/** Longest message, in Unicode code points. A room may ask for less than the service does. */
export function maxLengthIn(room: RoomContext | undefined): number {
  return room?.maxLength ?? DEFAULT_MAX_LENGTH;
}

export function isCounterShown(mode: CounterMode, remaining: number): boolean {
  return mode !== 'off' && (mode === 'always' || remaining <= NEAR_LIMIT);
}

/**
 * How near to the limit a text is: 0 far away, then one more for each announced step, the last one over the limit.
 * A screen reader hears the counter when this changes.
 */
export function limitBand(remaining: number): number {
  return ANNOUNCED_AT.filter((step) => remaining <= step).length + (remaining < 0 ? 1 : 0);
}
