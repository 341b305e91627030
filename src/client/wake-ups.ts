/** What happened: the network is back, the page is shown again, or time was lost because the device or the page slept. */
export type WakeUpReason = 'online' | 'visible' | 'pageshow' | 'resume' | 'clock';

/** Starts watching and returns a function that stops it. Called when a room connects, stopped when it disconnects. */
export type WakeUpSource = (wake: (reason: WakeUpReason) => void) => () => void;

const TICK_MS = 10_000;
/** Browsers let the timers of a hidden page run once a minute; more than that was sleep. */
const JUMP_MS = 80_000;

/** What of a browser's global scope is used. */
export interface WakeUpHost {
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
}

/** The signals of a page or worker: network, page life cycle, and a clock that went on while the timers did not. */
export function createBrowserWakeUps(
  host: WakeUpHost,
  now: () => number = Date.now,
  every: (callback: () => void, ms: number) => () => void = everyByInterval,
): WakeUpSource {
  return (wake) => {
    let seenAt = now();
    const look = (): boolean => {
      const before = seenAt;
      seenAt = now();
      const hasJumped = seenAt - before > JUMP_MS;
      if (hasJumped) wake('clock');
      return hasJumped;
    };
    const onEvent = (event: Event): void => {
      switch (event.type) {
        case 'online':
        case 'resume':
          wake(event.type);
          break;
        case 'pageshow':
          // The first one of a page says nothing.
          if ((event as PageTransitionEvent).persisted) wake('pageshow');
          break;
        case 'visibilitychange':
          if ((event.target as { visibilityState?: string } | null)?.visibilityState === 'visible' && !look()) wake('visible');
      }
    };
    // The last two are fired at the page's document and bubble.
    const types = ['online', 'pageshow', 'visibilitychange', 'resume'];
    for (const type of types) host.addEventListener(type, onEvent);
    const stopTicking = every(() => void look(), TICK_MS);
    return () => {
      stopTicking();
      for (const type of types) host.removeEventListener(type, onEvent);
    };
  };
}

/** The signals of this browser; `undefined` elsewhere, as in Node. */
export function defaultWakeUps(): WakeUpSource | undefined {
  const host = globalThis as Partial<WakeUpHost>;
  return typeof host.addEventListener === 'function' ? createBrowserWakeUps(host as WakeUpHost) : undefined;
}

function everyByInterval(callback: () => void, ms: number): () => void {
  const timer = setInterval(callback, ms);
  return () => clearInterval(timer);
}
