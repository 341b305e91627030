import type { Server } from 'node:http';

export type Capability = 'SEND_MESSAGE' | 'DELETE_MESSAGE' | 'DISCONNECT_USER';
export type Attributes = Readonly<Record<string, string>>;

/** Where the sandbox gets its time and timers; a test hands in one that it turns by hand. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const systemClock: SandboxClock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** What a message review sees. */
export interface ReviewRequest {
  readonly roomArn: string;
  readonly messageId: string;
  readonly content: string;
  readonly attributes: Attributes;
  readonly sender: { readonly userId: string; readonly attributes: Attributes };
}

/** What a message review decides: the message as it is, rewritten, or not at all (406 to its sender). */
export type ReviewVerdict =
  | { readonly result: 'allow'; readonly content?: string; readonly attributes?: Attributes }
  | { readonly result: 'deny'; readonly reason?: string };

export type MessageReview = (message: ReviewRequest) => ReviewVerdict | Promise<ReviewVerdict>;

/** The rules of one room. Rates count in any second; `Infinity` or `null` (for JSON) switches one off. */
export interface RoomRules {
  /** Unicode code points; default 500, which is also the most the service allows. */
  readonly maxMessageLength: number;
  /** Messages of all clients together; default 10. */
  readonly messagesPerSecond: number | null;
  /** Requests of one connection; default 10. */
  readonly requestsPerSecond: number | null;
  /** Default 100. */
  readonly deletesPerSecond: number | null;
  /** Application events through SendEvent; default 100. */
  readonly eventsPerSecond: number | null;
  /** Sees each message before the room does; default none. */
  readonly review: MessageReview | undefined;
  /** How long a review may think; default 200 ms. */
  readonly reviewTimeoutMs: number;
  /** What happens to a message whose review is late or throws; default `allow`. */
  readonly reviewFallback: 'allow' | 'deny';

  // From here on: what the service does not document.

  /** How absent attributes are written; default `null`, as captured. */
  readonly emptyAttributes: 'null' | 'empty' | 'absent';
  /** Which spelling a delete event carries; default both. */
  readonly deleteEventKeys: 'both' | 'MessageID' | 'MessageId';
  /** Digits of a second in `SendTime`, 0 to 9; default 9. */
  readonly sendTimeDigits: number;
  /** Close code for a disconnected user; default 1000. */
  readonly kickCloseCode: number;
  /** Close code at a session's end; default 1000. */
  readonly sessionEndCloseCode: number;
  /** How long a connection outlives its session, every request answered 401; default 0 ms. */
  readonly sessionEndGraceMs: number;
  /** HTTP status of an upgrade with a missing, unknown, used or expired token; default 401. */
  readonly badTokenStatus: number;
  /** When set, such an upgrade is accepted and closed at once with this code instead; default none. */
  readonly badTokenCloseCode: number | undefined;
}

export interface SandboxOptions extends Partial<RoomRules> {
  /** Port on 127.0.0.1; default 0, a free one. Ignored with `server`. */
  readonly port?: number;
  /**
   * An HTTP server to live on, for one port with other things. The sandbox takes its WebSocket upgrades; its owner passes
   * requests on to `handleRequest()`. Without it the sandbox opens its own server on the loopback address.
   */
  readonly server?: Server;
  /** The room that is there from the start. */
  readonly roomArn?: string;
  /** Serve the test hooks over HTTP too, to any origin; default false: they are refused. */
  readonly hooks?: boolean;
  readonly clock?: SandboxClock;
  /** Largest frame read; a larger one closes the connection with 1009. Not documented by the service; default 131,072 bytes. */
  readonly maxFrameBytes?: number;
  /** CreateChatToken calls of the account; default 200, `null` for no limit. */
  readonly tokensPerSecond?: number | null;
  /** Interval of WebSocket pings; default 0, none. Not documented by the service. */
  readonly pingIntervalMs?: number;
}

export const defaultRoomArn = 'arn:aws:ivschat:us-west-2:123456789012:room/SandboxRoom1';

export const defaultRoomRules: RoomRules = {
  maxMessageLength: 500,
  messagesPerSecond: 10,
  requestsPerSecond: 10,
  deletesPerSecond: 100,
  eventsPerSecond: 100,
  review: undefined,
  reviewTimeoutMs: 200,
  reviewFallback: 'allow',
  emptyAttributes: 'null',
  deleteEventKeys: 'both',
  sendTimeDigits: 9,
  kickCloseCode: 1000,
  sessionEndCloseCode: 1000,
  sessionEndGraceMs: 0,
  badTokenStatus: 401,
  badTokenCloseCode: undefined,
};

/** The rules named in `changes` over those of `base`; whatever else `changes` holds is left out. */
export function mergeRules(base: RoomRules, changes: Partial<RoomRules>): RoomRules {
  const known = Object.keys(defaultRoomRules) as (keyof RoomRules)[];
  const given = known.filter((name) => changes[name] !== undefined).map((name) => [name, changes[name]]);
  const merged: RoomRules = { ...base, ...Object.fromEntries(given) };
  return { ...merged, maxMessageLength: Math.min(merged.maxMessageLength, defaultRoomRules.maxMessageLength) };
}
