import type { ChatAttributes, ChatCapability, ChatEvent, ChatMessage, ChatUser, DisconnectReason } from '../client/index.js';

/** Why an element's connection ended: the client's four reasons, and two that it can tell apart for the page. */
export type RoomDisconnectReason = DisconnectReason | 'kicked' | 'sessionEnd';

/** What was being done when something went wrong. */
export type RoomOperation = 'token' | 'connect' | 'send' | 'delete-message' | 'disconnect-user';

/** What a moderator does. */
export type ModerationAction = 'delete-message' | 'disconnect-user';

const bubbling = { bubbles: true, composed: true } as const;
const cancelable = { bubbles: true, composed: true, cancelable: true } as const;

export interface IvsChatConnectingDetail {
  /** Counts the attempts of one outage; the first is 1. */
  readonly attempt: number;
  /** Why it connects: the page asked, or the previous connection was lost. */
  readonly reason: RoomDisconnectReason | undefined;
}
/** Fired by `<ivs-chat-room>` once for each attempt to connect. */
export class IvsChatConnectingEvent extends CustomEvent<IvsChatConnectingDetail> {
  constructor(detail: IvsChatConnectingDetail) {
    super('ivs-chat-connecting', { ...bubbling, detail });
  }
}

export interface IvsChatConnectDetail {
  readonly user: ChatUser | undefined;
  readonly capabilities: readonly ChatCapability[] | undefined;
  /** This element was connected before: messages may have been missed. */
  readonly resumed: boolean;
}
/** Fired by `<ivs-chat-room>` when the room is open. The renewal of a session fires nothing. */
export class IvsChatConnectEvent extends CustomEvent<IvsChatConnectDetail> {
  constructor(detail: IvsChatConnectDetail) {
    super('ivs-chat-connect', { ...bubbling, detail });
  }
}

export interface IvsChatDisconnectDetail {
  readonly reason: RoomDisconnectReason;
  /** `true` when an open connection was lost and the room tries again, `false` when it stays disconnected. */
  readonly willReconnect: boolean;
}
/** Fired by `<ivs-chat-room>` once when an open connection is lost, and once when it stays disconnected. */
export class IvsChatDisconnectEvent extends CustomEvent<IvsChatDisconnectDetail> {
  constructor(detail: IvsChatDisconnectDetail) {
    super('ivs-chat-disconnect', { ...bubbling, detail });
  }
}

export interface IvsChatMessageDetail {
  readonly message: ChatMessage;
}
/** Fired by `<ivs-chat-room>` for each message that arrives, own ones too. */
export class IvsChatMessageEvent extends CustomEvent<IvsChatMessageDetail> {
  constructor(detail: IvsChatMessageDetail) {
    super('ivs-chat-message', { ...bubbling, detail });
  }
}

export interface IvsChatModerationDetail {
  readonly action: ModerationAction;
  /** The deleted message. */
  readonly messageId?: string;
  /** The disconnected user, or the author of the deleted message where the transcript still holds it. */
  readonly userId?: string;
  readonly reason?: string;
  /** It hits this viewer: an own message was deleted, or this user was disconnected. */
  readonly self: boolean;
}
/** Fired by `<ivs-chat-room>` when the room was moderated, by anyone. */
export class IvsChatModerationEvent extends CustomEvent<IvsChatModerationDetail> {
  constructor(detail: IvsChatModerationDetail) {
    super('ivs-chat-moderation', { ...bubbling, detail });
  }
}

export interface IvsChatEventDetail {
  readonly event: ChatEvent;
}
/** Fired by `<ivs-chat-room>` for an application event, sent by a server with `SendEvent`. */
export class IvsChatEventEvent extends CustomEvent<IvsChatEventDetail> {
  constructor(detail: IvsChatEventDetail) {
    super('ivs-chat-event', { ...bubbling, detail });
  }
}

export interface IvsChatBeforeSendDetail {
  /** Writable: what is sent instead. */
  content: string;
  /** Writable: what is sent beside the text. */
  attributes: Record<string, string>;
}
/** Fired by `<ivs-chat-input>` when a person sends; cancel it to keep the draft and send nothing. */
export class IvsChatBeforeSendEvent extends CustomEvent<IvsChatBeforeSendDetail> {
  constructor(detail: IvsChatBeforeSendDetail) {
    super('ivs-chat-before-send', { ...cancelable, detail });
  }
}

export interface IvsChatSendDetail {
  readonly content: string;
  readonly attributes: ChatAttributes;
  /** The accepted message; absent when an input works without a room. */
  readonly message?: ChatMessage;
}
/**
 * Fired once for each message: by the room when the service has accepted it, or by an input without a room at once,
 * where cancelling it keeps the draft.
 */
export class IvsChatSendEvent extends CustomEvent<IvsChatSendDetail> {
  constructor(detail: IvsChatSendDetail) {
    super('ivs-chat-send', { ...(detail.message === undefined ? cancelable : bubbling), detail });
  }
}

export interface IvsChatBeforeModerateDetail {
  readonly action: ModerationAction;
  /** The message to delete. */
  readonly message?: ChatMessage;
  /** The user to disconnect. */
  readonly user?: ChatUser;
  /** Writable: the reason given to the room, 1 to 256 characters, or none. */
  reason: string | undefined;
}
/** Fired by `<ivs-chat-messages>` when a moderator has confirmed; cancel it to do it another way. */
export class IvsChatBeforeModerateEvent extends CustomEvent<IvsChatBeforeModerateDetail> {
  constructor(detail: IvsChatBeforeModerateDetail) {
    super('ivs-chat-before-moderate', { ...cancelable, detail });
  }
}

export interface IvsChatErrorDetail {
  /** Never holds a token or the text of a message. */
  readonly error: Error;
  readonly operation: RoomOperation;
}
/** Fired when something went wrong; cancel it to hide the element's own notice. */
export class IvsChatErrorEvent extends CustomEvent<IvsChatErrorDetail> {
  constructor(detail: IvsChatErrorDetail) {
    super('ivs-chat-error', { ...cancelable, detail });
  }
}

export interface IvsChatUserClickDetail {
  readonly user: ChatUser;
  readonly message: ChatMessage;
  readonly originalEvent: Event;
}
/** Fired by `<ivs-chat-messages>` when an author's name is pressed. */
export class IvsChatUserClickEvent extends CustomEvent<IvsChatUserClickDetail> {
  constructor(detail: IvsChatUserClickDetail) {
    super('ivs-chat-user-click', { ...cancelable, detail });
  }
}

export interface IvsChatLinkClickDetail {
  /** The address that opens. */
  readonly url: string;
  readonly message: ChatMessage;
  readonly originalEvent: Event;
}
/** Fired by `<ivs-chat-messages>` when a link is pressed; cancel it to open nothing. */
export class IvsChatLinkClickEvent extends CustomEvent<IvsChatLinkClickDetail> {
  constructor(detail: IvsChatLinkClickDetail) {
    super('ivs-chat-link-click', { ...cancelable, detail });
  }
}

declare global {
  /** They bubble out of shadow roots, so a listener may also be on the document or the window. */
  interface GlobalEventHandlersEventMap {
    'ivs-chat-connecting': IvsChatConnectingEvent;
    'ivs-chat-connect': IvsChatConnectEvent;
    'ivs-chat-disconnect': IvsChatDisconnectEvent;
    'ivs-chat-message': IvsChatMessageEvent;
    'ivs-chat-moderation': IvsChatModerationEvent;
    'ivs-chat-event': IvsChatEventEvent;
    'ivs-chat-before-send': IvsChatBeforeSendEvent;
    'ivs-chat-send': IvsChatSendEvent;
    'ivs-chat-before-moderate': IvsChatBeforeModerateEvent;
    'ivs-chat-error': IvsChatErrorEvent;
    'ivs-chat-user-click': IvsChatUserClickEvent;
    'ivs-chat-link-click': IvsChatLinkClickEvent;
  }
}
