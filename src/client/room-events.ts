import type { ChatEvent, ChatMessage, DeleteMessageEvent, DisconnectUserEvent } from './chat-message.js';

export type ConnectionState = 'disconnected' | 'connecting' | 'connected';

/** The official package's four reasons. */
export type DisconnectReason = 'clientDisconnect' | 'serverDisconnect' | 'socketError' | 'fetchTokenError';

/** What a close by the server meant, where the client can tell. */
export type DisconnectCause = 'kicked' | 'sessionEnd';

export interface ConnectingDetails {
  /** Counts the attempts of one outage; the first is 1. A connection that lived only seconds does not end an outage. */
  readonly attempt: number;
  /** Why it connects again: what ended the connection, or the attempt, before. Absent when `connect()` was called. */
  readonly reason?: DisconnectReason | DisconnectCause;
  /** An open connection was lost just now. */
  readonly lost: boolean;
  /** Ms until the attempt starts. */
  readonly delayMs: number;
  /** The code with which the socket closed. */
  readonly closeCode?: number;
  /** Why the attempt before failed. */
  readonly error?: Error;
}

export interface DisconnectDetails {
  readonly cause?: DisconnectCause;
  /** The code with which the socket closed. */
  readonly closeCode?: number;
  /** What made the room give up. */
  readonly error?: Error;
}

/** The events of a room and what their listeners are called with. What a listener returns is ignored. */
export interface ChatRoomListeners {
  /** An attempt is due: after `connect()`, after the loss of a connection, and after a failed attempt that will be repeated. */
  connecting: (details: ConnectingDetails) => unknown;
  /** The room is open. The renewal of a session fires nothing. */
  connect: () => unknown;
  /** The room is disconnected and stays so. As in the official client, a loss that is being repaired fires `connecting` instead. */
  disconnect: (reason: DisconnectReason, details: DisconnectDetails) => unknown;
  /** A message arrived, own ones too. */
  message: (message: ChatMessage) => unknown;
  /** An application's event arrived. */
  event: (event: ChatEvent) => unknown;
  /** A message was deleted for everyone. */
  messageDelete: (event: DeleteMessageEvent) => unknown;
  /** A user, maybe this one, was disconnected. */
  userDisconnect: (event: DisconnectUserEvent) => unknown;
}

/** What the elements hear besides. No part of the public face. */
export interface InternalListeners extends ChatRoomListeners {
  /** Another connection took over without a gap: `user` and `capabilities` are those of its token. */
  renew: () => unknown;
}

/** The same for maps of listeners that must fit the official package, whose events come without `details`. */
export interface ChatRoomListenerMap extends Omit<ChatRoomListeners, 'connecting' | 'disconnect'> {
  connecting: (details?: ConnectingDetails) => unknown;
  disconnect: (reason: DisconnectReason, details?: DisconnectDetails) => unknown;
}

/** Counts since the room object was made. */
export interface ChatRoomStats {
  /** Connections opened, renewals included. */
  readonly connects: number;
  /** Attempts started, renewals included. */
  readonly attempts: number;
  readonly tokenCalls: number;
  /** Sessions renewed, and connections replaced, without a gap. */
  readonly renewals: number;
  readonly framesIn: number;
  /** Frames that made no sense. */
  readonly framesDropped: number;
  /** Frames that had been delivered already. */
  readonly duplicates: number;
  readonly requestTimeouts: number;
  /** Of the last socket that closed by itself. */
  readonly lastCloseCode: number | undefined;
}
