/**
 * Hands an error of somebody else's callback to the host, as an uncaught error would be: `window.onerror` and the console
 * of a browser. `false` where the host has no such thing (Node 20).
 */
export function reportToHost(error: unknown): boolean {
  const host = globalThis as { reportError?: (error: unknown) => void };
  if (typeof host.reportError !== 'function') return false;
  try {
    host.reportError(error);
  } catch {
    // A page may have replaced it; there is nobody left to tell.
  }
  return true;
}

/** Calls somebody else's function. What it throws or rejects with is reported, and affects nobody else. */
export function callSafely<Args extends unknown[]>(report: (error: unknown) => void, callback: (...args: Args) => unknown, ...args: Args): void {
  try {
    const result = callback(...args) as Partial<PromiseLike<unknown>> | undefined | null;
    result?.then?.(undefined, report);
  } catch (error) {
    report(error);
  }
}
