import type { ChatTiming } from '../index.js';

/** Every time of the client at a twentieth, so that minutes of trouble pass in seconds. */
export const fastTiming: ChatTiming = {
  tokenTimeoutMs: 500,
  openTimeoutMs: 500,
  requestTimeoutMs: 600,
  backoffBaseMs: 100,
  backoffCapMs: 250,
  longBackoffCapMs: 1500,
  longOutageMs: 3000,
  minUptimeMs: 250,
  limiterWindowMs: 250,
  renewalFloorMs: 1500,
  handoverMs: 250,
};

/** The promise that stands under every other: so many attempts at most within any window. */
export const limiter = { attempts: 6, windowMs: fastTiming.limiterWindowMs };
