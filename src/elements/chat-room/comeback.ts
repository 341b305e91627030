/**
 * When a room comes back after the server closed its connection: the client calls that final, so its back-off does not apply.
 * Full jitter, so that everybody whom one deployment closed does not come back in the same instant.
 */
const baseMs = 2_000;
const capMs = 30_000;

/** A connection that lived this long counts as a success, and the next way back starts from the beginning. */
export const stableAfterMs = 5_000;

/** How long to wait, in ms. `comebacks` counts those since the last stable connection, from 0; `random` is in [0, 1). */
export function comebackDelayMs(comebacks: number, random: number): number {
  return random * Math.min(capMs, baseMs * 2 ** comebacks);
}
