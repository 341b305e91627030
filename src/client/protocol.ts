import type { ChatAttributes, ChatEvent, ChatMessage, ChatUser, DeleteMessageEvent, DisconnectUserEvent } from './chat-message.js';
import { ChatRequestError } from './errors.js';
import type { ChatRequest } from './requests.js';

/**
 * The wire: one JSON text a frame, both ways, as the AWS reference "Amazon IVS Chat Messaging API" describes it. The only file that
 * knows the service's field names.
 */

/** A frame from the service that tells of something in the room, in the application's words. */
export type EventFrame =
  | { readonly type: 'message'; readonly event: ChatMessage }
  | { readonly type: 'event'; readonly event: ChatEvent }
  | { readonly type: 'messageDelete'; readonly event: DeleteMessageEvent }
  | { readonly type: 'userDisconnect'; readonly event: DisconnectUserEvent };

export type Frame =
  | EventFrame
  /** A request was refused. */
  | { readonly type: 'error'; readonly error: ChatRequestError };

/** A frame that makes no sense. Says nothing of its contents, so that it can be logged. */
export class MalformedFrameError extends Error {}

/** The text of a request. @throws TypeError when a field is missing or of the wrong type; lengths are the service's to judge. */
export function encodeRequest(request: ChatRequest): string {
  return JSON.stringify({ Action: request.action, RequestId: text(request.requestId, 'requestId'), ...requestFields(request) });
}

function requestFields(request: ChatRequest): Fields {
  switch (request.action) {
    case 'SEND_MESSAGE':
      return { Content: text(request.content, 'content'), Attributes: checkedAttributes(request.attributes) };
    case 'DELETE_MESSAGE':
      return { Id: text(request.id, 'id'), Reason: optionalText(request.reason, 'reason') };
    case 'DISCONNECT_USER':
      return { UserId: text(request.userId, 'userId'), Reason: optionalText(request.reason, 'reason') };
  }
}

/** `undefined`: of a type that this version does not know; the service may add some. @throws MalformedFrameError */
export function decodeFrame(data: unknown): Frame | undefined {
  const frame = parse(data);
  switch (string(frame['Type'], 'Type')) {
    case 'MESSAGE':
      return { type: 'message', event: decodeMessage(frame) };
    case 'EVENT':
      return decodeEvent(frame);
    case 'ERROR':
      return { type: 'error', error: decodeError(frame) };
    default:
      return undefined;
  }
}

/** Longest frame that is read, in UTF-16 units: what is kept of many stays small. The service's have 5 kB. */
const MAX_FRAME = 65_536;

type Fields = Readonly<Record<string, unknown>>;
type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

function parse(data: unknown): Fields {
  let value: unknown;
  try {
    // Whatever is no text is no JSON either.
    value = typeof data === 'string' && data.length <= MAX_FRAME && JSON.parse(data);
  } catch {
    // The engine's own message quotes the frame.
  }
  return isFields(value) ? value : malformed('JSON');
}

function decodeError(frame: Fields): ChatRequestError {
  const { ErrorCode, ErrorMessage, Id } = frame;
  if (typeof ErrorCode !== 'number') malformed('ErrorCode');
  return new ChatRequestError(ErrorCode, optionalString(ErrorMessage), optionalString(Id), optionalString(frame['RequestId']) || undefined);
}

function decodeEvent(frame: Fields): EventFrame {
  const eventName = string(frame['EventName'], 'EventName');
  const event = common(frame);
  const { MessageId, MessageID, UserId, Reason } = event.attributes ?? {};
  const reason = Reason ? { reason: Reason } : undefined;
  switch (eventName) {
    case 'aws:DELETE_MESSAGE':
      // Documents name the first; the second is deprecated, and the only one in captures.
      return { type: 'messageDelete', event: { ...event, messageId: MessageId || MessageID || malformed('MessageId'), ...reason } };
    case 'aws:DISCONNECT_USER':
      return { type: 'userDisconnect', event: { ...event, userId: UserId || malformed('UserId'), ...reason } };
    default:
      return { type: 'event', event: { ...event, eventName } };
  }
}

/** What messages and events have in common. Filled in field by field: spreading would halve the throughput. */
function common(frame: Fields): Writable<Omit<ChatEvent, 'eventName'>> {
  const event: Writable<Omit<ChatEvent, 'eventName'>> = { id: string(frame['Id'], 'Id') || malformed('Id'), sendTime: sendTime(frame['SendTime']) };
  const requestId = optionalString(frame['RequestId']);
  const attributes = attributesOf(frame['Attributes']);
  // The service writes `""` when there was none.
  if (requestId) event.requestId = requestId;
  if (attributes) event.attributes = attributes;
  return event;
}

function decodeMessage(frame: Fields): ChatMessage {
  const message = common(frame) as Writable<ChatMessage>;
  message.content = string(frame['Content'], 'Content');
  message.sender = sender(frame['Sender']);
  return message;
}

function sender(value: unknown): ChatUser {
  if (!isFields(value)) return malformed('Sender');
  const user: Writable<ChatUser> = { userId: string(value['UserId'], 'UserId') };
  const attributes = attributesOf(value['Attributes']);
  if (attributes) user.attributes = attributes;
  return user;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(field: string): never {
  throw new MalformedFrameError(field);
}

function string(value: unknown, name: string): string {
  return typeof value === 'string' ? value : malformed(name);
}

function optionalString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Nanoseconds are more than every engine's parser is bound to read. */
function sendTime(value: unknown): Date {
  const time = new Date(string(value, 'SendTime'));
  return Number.isNaN(+time) ? malformed('SendTime') : time;
}

/** What was parsed is nobody else's: it is handed on itself, without what no attributes hold. */
function attributesOf(given: unknown): ChatAttributes | undefined {
  const value = given as Record<string, unknown> | undefined;
  if (!isFields(value)) return undefined;
  for (const name in value) if (name === '__proto__' || typeof value[name] !== 'string') delete value[name];
  return value as ChatAttributes;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${typeof value}`);
  return value;
}

function optionalText(value: unknown, name: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, name);
}

function checkedAttributes(value: unknown): Fields | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw new TypeError('attributes must be an object of strings');
  for (const [name, entry] of Object.entries(value)) text(entry, `attributes.${name}`);
  return value;
}
