/** What a room talks about, in the application's words: camelCase fields and real dates. */

/** Free string pairs that a token, a message or an event carries. Always an object of its own; absent when the service sent none. */
export type ChatAttributes = Readonly<Record<string, string>>;

/** What a token lets its holder do. Viewing needs no capability. */
export type ChatCapability = 'SEND_MESSAGE' | 'DELETE_MESSAGE' | 'DISCONNECT_USER';

/** A participant, as the server that made the token described it. */
export interface ChatUser {
  /** 1 to 128 characters, chosen by the page owner's server. */
  readonly userId: string;
  /** Set by the page owner's server when it made the token, so it can be trusted. */
  readonly attributes?: ChatAttributes;
}

/** A message in the room. */
export interface ChatMessage {
  /** 12 alphanumeric characters, given by the service. */
  readonly id: string;
  /** The id of the request that caused it; absent when the service sent none. */
  readonly requestId?: string;
  /** Set by the sending client, so it cannot be trusted. */
  readonly attributes?: ChatAttributes;
  /** Plain text, 1 to 500 Unicode code points. */
  readonly content: string;
  /** When the service accepted it (UTC). */
  readonly sendTime: Date;
  readonly sender: ChatUser;
}

/** An application's own event, sent by a server with `SendEvent`. */
export interface ChatEvent {
  readonly id: string;
  readonly requestId?: string;
  /** 1 to 100 characters. */
  readonly eventName: string;
  readonly attributes?: ChatAttributes;
  readonly sendTime: Date;
}

/** A message was deleted for everyone. */
export interface DeleteMessageEvent {
  readonly id: string;
  readonly requestId?: string;
  readonly sendTime: Date;
  /** As the service sent them. */
  readonly attributes?: ChatAttributes;
  readonly messageId: string;
  /** What the moderator said, 1 to 256 characters. */
  readonly reason?: string;
}

/** A user was disconnected from the room. The whole room hears of it; only the named user was removed. */
export interface DisconnectUserEvent {
  readonly id: string;
  readonly requestId?: string;
  readonly sendTime: Date;
  /** As the service sent them. */
  readonly attributes?: ChatAttributes;
  readonly userId: string;
  /** What the moderator said, 1 to 256 characters. */
  readonly reason?: string;
}
