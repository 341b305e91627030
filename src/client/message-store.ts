import type { ChatMessage } from './chat-message.js';

/** Where a message stands: accepted by the room, on its way, or not accepted. */
export type MessageStatus = 'sent' | 'pending' | 'failed';

/**
 * One row of a transcript. Immutable: a change makes a new object under the same `key`, so a list may compare by identity.
 */
export interface TranscriptMessage extends ChatMessage {
  /** Stable for the life of the row: it survives the step from pending to sent, when the service gives the message its id. */
  readonly key: string;
  /** `id` is `''` until the room has accepted the message. */
  readonly status: MessageStatus;
  /** Sent by this participant, from this or another device. */
  readonly own: boolean;
  /** Present once a moderator deleted the message. `content` is `''` and `attributes` are gone from then on. */
  readonly deleted?: { readonly reason?: string };
  /** Present on a failed message: why it was not accepted. */
  readonly error?: Error;
}
