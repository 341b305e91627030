/** What happened: the network is back, the page is shown again, or time was lost because the device or the page slept. */
export type WakeUpReason = 'online' | 'visible' | 'pageshow' | 'resume' | 'clock';

/** Starts watching and returns a function that stops it. Called when a room connects, stopped when it disconnects. */
export type WakeUpSource = (wake: (reason: WakeUpReason) => void) => () => void;

const TICK_MS = 10_000;
/** Browsers let the timers of a hidden page run once a minute; more than that was sleep. */
const JUMP_MS = 80_000;

/** What of a browser's global scope is used. */
export interface WakeUpHost {
  addEventListener(type: string, listener: (event: Event) => void, options: { readonly signal: AbortSignal }): void;
  setInterval(callback: () => void, ms: number): unknown;
  clearInterval(handle: unknown): void;
}

/** The signals of a page or worker: network, page life cycle, and a clock that went on while the timers did not. */
export function createBrowserWakeUps(host: WakeUpHost, now: () => number = Date.now): WakeUpSource {
  return (wake) => {
    let seenAt = now();
    const hasJumped = (): boolean => {
      const before = seenAt;
      seenAt = now();
      return seenAt - before > JUMP_MS;
    };
    const onEvent = (event: Event): void => {
      const type = event.type as 'online' | 'pageshow' | 'resume' | 'visibilitychange';
      if (type === 'visibilitychange') {
        if ((event.target as Partial<Document> | null)?.visibilityState === 'visible') wake(hasJumped() ? 'clock' : 'visible');
      } else if (type !== 'pageshow' || (event as PageTransitionEvent).persisted) {
        // The first pageshow of a page says nothing.
        wake(type);
      }
    };
    const watching = new AbortController();
    // The last two are fired at the page's document and bubble.
    for (const type of ['online', 'pageshow', 'visibilitychange', 'resume']) host.addEventListener(type, onEvent, watching);
    const ticking = host.setInterval(() => {
      if (hasJumped()) wake('clock');
    }, TICK_MS);
    return () => {
      host.clearInterval(ticking);
      watching.abort();
    };
  };
}

/** The signals of this browser; `undefined` elsewhere, as in Node. */
export function defaultWakeUps(): WakeUpSource | undefined {
  const host = globalThis as Partial<WakeUpHost>;
  return typeof host.addEventListener === 'function' ? createBrowserWakeUps(host as WakeUpHost) : undefined;
}
