import type { Attributes, Capability, RoomRules } from './sandbox-options.js';
import type { IssuedToken, TokenFault, TokenRequest } from './sandbox-tokens.js';

/** Whom a hook means; every field given must match, and none means everybody in every room. */
export interface HookTarget {
  readonly roomArn?: string;
  readonly userId?: string;
  readonly connectionId?: string;
}

export interface ConnectionInfo {
  readonly connectionId: string;
  readonly roomArn: string;
  readonly userId: string;
  readonly capabilities: readonly Capability[];
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  readonly sessionExpires: number;
}

/** A frame that a client sent. */
export interface ArrivedFrame {
  readonly connectionId: string;
  readonly roomArn: string;
  readonly userId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As it came; binary frames as base64. */
  readonly text: string;
  readonly binary: boolean;
}

/** A client that knocked. */
export interface UpgradeAttempt {
  readonly at: number;
  readonly outcome: 'accepted' | 'refused' | TokenFault;
  /** Absent when the token is missing or unknown. */
  readonly userId?: string;
  readonly roomArn?: string;
}

/** A call of the control plane; `status` is its HTTP status. */
export interface ControlCall {
  readonly at: number;
  readonly operation: string;
  readonly status: number;
}

/** How many times a fault strikes; default: until `allow()`. */
interface Counted {
  readonly count?: number;
}

export type RequestAction = 'SEND_MESSAGE' | 'DELETE_MESSAGE' | 'DISCONNECT_USER';

/** What a frame to be sent is made of: exactly one of these. */
export interface RawFrame {
  /** Written as JSON. */
  readonly frame?: unknown;
  /** Several, in order. */
  readonly frames?: readonly unknown[];
  /** Sent as it is. */
  readonly text?: string;
  /** A binary frame, as base64. */
  readonly binary?: string;
  /** Bytes below the WebSocket framing, as base64. */
  readonly raw?: string;
}

/**
 * What a test does to the sandbox. Each takes at most one plain object, so that all of them work the same over HTTP:
 * `POST /sandbox/hooks/<name>` with that object as JSON.
 */
export interface SandboxHooks {
  /** A room of one's own, with the sandbox's rules except those given; for tests that run side by side. */
  createRoom(rules?: Partial<RoomRules> & { readonly roomArn?: string }): { roomArn: string };
  createToken(request: TokenRequest): IssuedToken;
  /** Changes rules of one room, or of the first. */
  configure(changes: Partial<RoomRules> & { readonly roomArn?: string }): void;

  connections(target?: HookTarget): ConnectionInfo[];
  /** The newest 10,000 frames that clients sent, oldest first. */
  arrived(target?: HookTarget): ArrivedFrame[];
  /** The newest 10,000 attempts to connect, oldest first. */
  upgrades(target?: HookTarget): UpgradeAttempt[];
  /** The newest 10,000 calls of the control plane, oldest first. */
  calls(): ControlCall[];
  /** Empties those three lists. */
  forget(): void;

  /** Cuts connections without a close frame (clients see 1006). */
  drop(target?: HookTarget): { count: number };
  /** Closes connections cleanly; default code 1000, no reason. */
  close(how?: HookTarget & { readonly code?: number; readonly reason?: string }): { count: number };
  /** Ends sessions now. */
  endSession(target?: HookTarget): { count: number };
  /** Stops the traffic of connections, present and future, while they stay open; `in` is what clients send. Default both ways. */
  freeze(what?: HookTarget & { readonly direction?: 'in' | 'out' | 'both' }): void;
  /** Ends every freeze that names the same target; what was held up arrives now. */
  thaw(target?: HookTarget): void;
  /** Holds back everything sent to connections, present and future, for so many milliseconds; 0 ends it. */
  delay(what: HookTarget & { readonly ms: number }): void;
  /**
   * Turns clients away who try to connect: with an HTTP `status` (default 503), by a `reset` of the TCP connection, by never answering (`hang`), or
   * accepted and then closed with `closeCode` (default 1011). Tokens stay unspent, except with `close`. It ends after `forMs`, if given.
   */
  refuse(
    how?: HookTarget &
      Counted & {
        readonly mode?: 'status' | 'reset' | 'hang' | 'close';
        readonly status?: number;
        readonly closeCode?: number;
        readonly forMs?: number;
      },
  ): void;
  /** Makes calls of the control plane fail; default every operation, with AccessDeniedException. */
  refuseCalls(how?: Counted & { readonly operation?: string; readonly errorType?: string; readonly message?: string }): void;
  /** Makes CreateChatToken (and `createToken()`) fail; default with AccessDeniedException. */
  refuseTokens(how?: Counted & { readonly errorType?: string; readonly message?: string }): void;
  /** Answers requests with an error frame instead of obeying them, for example 429, 500 or 401. */
  fail(
    how: HookTarget &
      Counted & { readonly errorCode: number; readonly errorMessage?: string; readonly action?: RequestAction },
  ): void;
  /** Swallows requests: they have no effect and no answer. */
  ignore(what?: HookTarget & Counted & { readonly action?: RequestAction }): void;
  /** Ends refuse, refuseCalls, refuseTokens, fail and ignore. */
  allow(): void;
  /** Ends every fault and empties the lists; connections stay. */
  reset(): void;

  /** Sends any frame, good or bad, to connections. */
  send(what: HookTarget & RawFrame): { count: number };
  /** Writes a message into a room as some user, without limits. */
  sendMessage(message: {
    readonly content: string;
    readonly userId: string;
    readonly roomArn?: string;
    readonly attributes?: Attributes;
    readonly senderAttributes?: Attributes;
  }): { id: string };
  sendEvent(event: { readonly eventName: string; readonly attributes?: Attributes; readonly roomArn?: string }): { id: string };
  deleteMessage(what: { readonly id: string; readonly reason?: string; readonly roomArn?: string }): { id: string };
  disconnectUser(what: { readonly userId: string; readonly reason?: string; readonly roomArn?: string }): void;
}
