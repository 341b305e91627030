import { createId } from './create-id.js';

/** A message to the room. */
export class SendMessageRequest {
  readonly action = 'SEND_MESSAGE';
  readonly content: string;
  readonly attributes?: Record<string, string>;
  /** Answers carry it. Keep it when you send a message again. */
  readonly requestId: string;

  /** @param content 1 to 500 Unicode code points; rooms may allow fewer. @param requestId Default: a random one. */
  constructor(content: string, attributes?: Record<string, string>, requestId: string = createId()) {
    this.content = content;
    if (attributes !== undefined) this.attributes = attributes;
    this.requestId = requestId;
  }
}

/** Deletes a message for everyone. Needs the capability `DELETE_MESSAGE`. */
export class DeleteMessageRequest {
  readonly action = 'DELETE_MESSAGE';
  readonly id: string;
  readonly reason?: string;
  readonly requestId: string;

  /** @param reason 1 to 256 characters. @param requestId Default: a random one. */
  constructor(id: string, reason?: string, requestId: string = createId()) {
    this.id = id;
    if (reason !== undefined) this.reason = reason;
    this.requestId = requestId;
  }
}

/** Ends every connection of a user. Needs the capability `DISCONNECT_USER`. */
export class DisconnectUserRequest {
  readonly action = 'DISCONNECT_USER';
  readonly userId: string;
  readonly reason?: string;
  readonly requestId: string;

  /** @param reason 1 to 256 characters. @param requestId Default: a random one. */
  constructor(userId: string, reason?: string, requestId: string = createId()) {
    this.userId = userId;
    if (reason !== undefined) this.reason = reason;
    this.requestId = requestId;
  }
}

export type ChatRequest = SendMessageRequest | DeleteMessageRequest | DisconnectUserRequest;
