import { createContext } from '@lit/context';
import type { ChatAttributes, ChatCapability, ChatUser, ConnectionState } from '../client/index.js';
import type { MessageStore } from '../client/message-store.js';
import type { ContentSettings } from './content-settings.js';
import type { Strings } from './strings.js';

/** Why somebody cannot write just now; absent when they can. */
export type WriteBlock = 'disconnected' | 'readonly' | 'no-capability' | 'kicked' | 'signed-out';

/**
 * What a room tells the pieces that belong to it. A value is immutable; the room hands out a new one when a slow-changing
 * field changes. Messages do not travel this way: pieces subscribe to `store`, which stays the same object.
 */
export interface RoomContext extends ContentSettings {
  readonly state: ConnectionState;
  /** Connecting again after a connection that had been open. */
  readonly reconnecting: boolean;
  /** Who this participant is, once known: from the token's answer, or learnt from an own message. */
  readonly user: ChatUser | undefined;
  /** `undefined` while unknown: then writing is offered and moderation is not. */
  readonly capabilities: readonly ChatCapability[] | undefined;
  /** Why writing is not possible at this moment. */
  readonly writeBlock: WriteBlock | undefined;
  /** Longest message, in Unicode code points. */
  readonly maxLength: number;
  readonly density: 'comfortable' | 'compact';
  readonly strings: Strings;
  /** The transcript: subscribe to it, read its snapshot. */
  readonly store: MessageStore;
  /** Writes a message: a pending row appears at once; it becomes sent, or failed with its text kept. Never throws: a refusal rejects. */
  send(content: string, attributes?: ChatAttributes): Promise<void>;
  /** Sends a failed message again under the same request id. */
  retry(key: string): Promise<void>;
  /** Removes a failed message. */
  discard(key: string): void;
  /** Deletes a message for everyone. Rejects with the service's refusal, which the room has already reported. */
  deleteMessage(id: string, reason?: string): Promise<void>;
  /** Disconnects every connection of a user. Rejects with the service's refusal, which the room has already reported. */
  disconnectUser(userId: string, reason?: string): Promise<void>;
}

/** The key under which a room offers itself to the pieces inside it (the community's context protocol). */
export const roomContext = createContext<RoomContext>(Symbol.for('ivs-chat-room'));
