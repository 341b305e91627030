import type { ChatAttributes, ChatCapability, ChatUser } from './chat-message.js';
import { ChatTokenError } from './errors.js';

/** What a page's server got from `CreateChatToken`, and what it may add. */
export interface ChatToken {
  /** Good for one connection, within a minute of its making. */
  readonly token: string;
  /** When the service ends the connection; text is read as ISO 8601. */
  readonly sessionExpirationTime?: Date | string;
  /** One minute after the token was made, by the server's clock. */
  readonly tokenExpirationTime?: Date | string;
  /** Whom the token is for. Where it is absent, the room learns it from the first own message. */
  readonly userId?: string;
  /** What the token allows; absent when unknown. */
  readonly capabilities?: readonly ChatCapability[];
  /** The user's attributes inside the token. */
  readonly attributes?: ChatAttributes;
}

/** What a token provider is told; it may ignore it. */
export interface ChatTokenRequest {
  /** Aborted when the answer is no longer wanted: time is up, or `disconnect()` was called. */
  readonly signal: AbortSignal;
  /** Counts the attempts of one outage; the first is 1. */
  readonly attempt: number;
}

/**
 * Fetches a fresh token for each connection. It may reject with a `ChatTokenError`; the statuses 401 and 403 are final, any other
 * rejection is retried.
 */
export type ChatTokenProvider = (request: ChatTokenRequest) => Promise<ChatToken>;

/** The service makes sessions of 1 to 180 minutes; anything beyond is a wrong date. One minute of tolerance. */
const LONGEST_SESSION_MS = 181 * 60_000;
/** A token expires this long after it was made. */
const TOKEN_LIFETIME_MS = 60_000;

/** What may stand in the subprotocol of a WebSocket: RFC 9110 `token`. */
export const USABLE_TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** @throws ChatTokenError when a provider gave something else than a token. */
export function checkedToken(value: unknown): ChatToken {
  const token = (value as ChatToken | null | undefined)?.token;
  if (typeof token !== 'string' || !USABLE_TOKEN.test(token)) throw new ChatTokenError('The token provider gave no usable token');
  return value as ChatToken;
}

/**
 * How long the session lasts from the making of the token, in ms: from the two dates of the server, so that the device's clock does
 * not matter. `undefined` when a date is absent or the two make no sense together.
 */
export function sessionLengthMs(token: ChatToken): number | undefined {
  const length = timeOf(token.sessionExpirationTime) - timeOf(token.tokenExpirationTime) + TOKEN_LIFETIME_MS;
  return length > 0 && length <= LONGEST_SESSION_MS ? length : undefined;
}

/** Whom the token is for, where its answer says so. */
export function userOf({ userId, attributes }: ChatToken): ChatUser | undefined {
  if (typeof userId !== 'string' || userId === '') return undefined;
  return { userId, ...(attributes && { attributes }) };
}

// Plain scripts hand over the endpoint's ISO text or epoch ms as it came.
function timeOf(value: Date | string | number | undefined): number {
  return +new Date(value ?? NaN);
}
