import type { ChatTokenProvider } from './chat-token.js';
import type { WakeUpSource } from './wake-ups.js';

/** Time as the client sees it. */
export interface ChatClock {
  /** Milliseconds from any origin. Must never run backwards, and should count the time the device slept. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** A class with the interface of the web's `WebSocket`. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => WebSocket;

/** Every time that the client keeps, in ms. */
export interface ChatTiming {
  /** Longest wait for the token provider. Default 10,000. */
  readonly tokenTimeoutMs: number;
  /** Longest wait for a socket to open. Default 10,000. */
  readonly openTimeoutMs: number;
  /** Longest wait for the answer to a request. Default 12,000. */
  readonly requestTimeoutMs: number;
  /** The first retry comes at a random instant within this time; each further one doubles it. Default 2,000. */
  readonly backoffBaseMs: number;
  /** Longest back-off in the first `longOutageMs` of an outage. Default 5,000. */
  readonly backoffCapMs: number;
  /** Longest back-off after that. Default 30,000. */
  readonly longBackoffCapMs: number;
  /** Default 60,000. */
  readonly longOutageMs: number;
  /** A connection must live this long before the count of attempts starts anew. Default 5,000. */
  readonly minUptimeMs: number;
  /** At most 6 attempts start within this time, whatever happens. Default 5,000. */
  readonly limiterWindowMs: number;
  /** Least time between two renewals of a session. Default 30,000. */
  readonly renewalFloorMs: number;
  /** How long the former connection is read beside the new one. Default 5,000. */
  readonly handoverMs: number;
}

export interface ChatRoomConfig {
  /**
   * An AWS region such as `us-west-2`, or a `wss:` URL; `ws:` for the local machine only. A function is asked for each connection,
   * once its token is there: for pages whose server says where to connect.
   */
  readonly regionOrUrl: string | (() => string | undefined);
  /** Called for each connection; a token is good for one. */
  readonly tokenProvider: ChatTokenProvider;
  /** Retries in one outage before the room gives up: 0 means a single attempt. Default `Infinity`. */
  readonly maxReconnectAttempts?: number;
  /** Names the room in log lines. Default: a random one. */
  readonly id?: string;
  /** Replaces single times. */
  readonly timing?: Partial<ChatTiming>;
  /** Default: the machine's. */
  readonly clock?: ChatClock;
  /** A number from 0 to 1, as `Math.random`, the default. */
  readonly random?: () => number;
  /** Default: `globalThis.WebSocket`, looked up for each connection, else `isomorphic-ws`. */
  readonly WebSocket?: WebSocketClass;
  /** Tells when to try again at once. Default: the browser's signals, where there are any. `null`: none. */
  readonly wakeUp?: WakeUpSource | null;
}

/** What the elements ask for besides. No part of the public face. */
export interface InternalConfig extends ChatRoomConfig {
  /** Whether to connect again after the server closed the connection of somebody whom it did not remove. Without it that is final. */
  readonly comesBack?: () => boolean;
}

export const defaultTiming: ChatTiming = {
  tokenTimeoutMs: 10_000,
  openTimeoutMs: 10_000,
  requestTimeoutMs: 12_000,
  backoffBaseMs: 2_000,
  backoffCapMs: 5_000,
  longBackoffCapMs: 30_000,
  longOutageMs: 60_000,
  minUptimeMs: 5_000,
  limiterWindowMs: 5_000,
  renewalFloorMs: 30_000,
  handoverMs: 5_000,
};

/** The calendar clock this far ahead of the steady one means sleep; smaller steps are its roundness and its corrections. */
const SLEEP_MS = 1_000;

/** The machine's timers, and a time that never runs backwards and counts the hours asleep, which `performance.now()` may leave out. */
export function createSystemClock(): ChatClock {
  let slept = 0;
  let lead = Date.now() - performance.now();
  return {
    now() {
      const steady = performance.now();
      const jump = Date.now() - steady - lead;
      if (Math.abs(jump) >= SLEEP_MS) {
        lead += jump;
        // A calendar that was put back says nothing.
        slept += Math.max(0, jump);
      }
      return steady + slept;
    },
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
  };
}
