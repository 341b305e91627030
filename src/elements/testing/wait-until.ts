import { waitUntil as openWcWaitUntil } from '@open-wc/testing';

/** Waits until something holds. Gives up after 8 s: the one second that the original waits is too short for a busy machine. */
export function waitUntil(holds: () => unknown, what?: string): Promise<void> {
  return openWcWaitUntil(holds, what, { timeout: 8_000 });
}
