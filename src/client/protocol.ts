import type { ChatAttributes, ChatEvent, ChatMessage, ChatUser, DeleteMessageEvent, DisconnectUserEvent } from './chat-message.js';
import type { ChatRequest } from './requests.js';

/**
 * The wire: one JSON text a frame, both ways, as the AWS reference "Amazon IVS Chat Messaging API" describes it. The only file that
 * knows the service's field names.
 */

/** A frame from the service, in the application's words. */
export type Frame =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'event'; readonly event: ChatEvent }
  | { readonly type: 'messageDelete'; readonly event: DeleteMessageEvent }
  | { readonly type: 'userDisconnect'; readonly event: DisconnectUserEvent }
  | { readonly type: 'error'; readonly id: string; readonly requestId?: string; readonly errorCode: number; readonly errorMessage: string }
  /** Of a type that this version does not know; the service may add some. */
  | { readonly type: 'unknown' };

/** A frame that makes no sense. Says nothing of its contents, so that it can be logged. */
export class MalformedFrameError extends Error {
  override readonly name = 'MalformedFrameError';
}

/** The text of a request. @throws TypeError when a field is missing or of the wrong type; lengths are the service's to judge. */
export function encodeRequest(request: ChatRequest): string {
  const { action, requestId } = request;
  const frame = { Action: action, RequestId: text(requestId, 'requestId') };
  switch (action) {
    case 'SEND_MESSAGE':
      return JSON.stringify({ ...frame, Content: text(request.content, 'content'), Attributes: checkedAttributes(request.attributes) });
    case 'DELETE_MESSAGE':
      return JSON.stringify({ ...frame, Id: text(request.id, 'id'), Reason: optionalText(request.reason, 'reason') });
    case 'DISCONNECT_USER':
      return JSON.stringify({ ...frame, UserId: text(request.userId, 'userId'), Reason: optionalText(request.reason, 'reason') });
  }
}

/** @throws MalformedFrameError */
export function decodeFrame(data: unknown): Frame {
  const frame = parse(data);
  switch (frame['Type']) {
    case 'MESSAGE':
      return { type: 'message', message: decodeMessage(frame) };
    case 'EVENT':
      return decodeEvent(frame);
    case 'ERROR':
      return {
        type: 'error',
        id: optionalString(frame['Id']) ?? '',
        ...requestIdOf(frame),
        errorCode: typeof frame['ErrorCode'] === 'number' ? frame['ErrorCode'] : malformed('ErrorCode'),
        errorMessage: optionalString(frame['ErrorMessage']) ?? '',
      };
    default:
      return typeof frame['Type'] === 'string' ? { type: 'unknown' } : malformed('Type');
  }
}

type Fields = Readonly<Record<string, unknown>>;

function parse(data: unknown): Fields {
  if (typeof data !== 'string') malformed('text');
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    // The engine's own message quotes the frame.
    malformed('JSON');
  }
  return isFields(value) ? value : malformed('object');
}

function decodeMessage(frame: Fields): ChatMessage {
  const sender = isFields(frame['Sender']) ? frame['Sender'] : malformed('Sender');
  const user: ChatUser = { userId: string(sender, 'UserId'), ...attributesOf(sender) };
  return {
    id: id(frame),
    ...requestIdOf(frame),
    ...attributesOf(frame),
    content: string(frame, 'Content'),
    sendTime: sendTime(frame),
    sender: user,
  };
}

function decodeEvent(frame: Fields): Frame {
  const eventName = string(frame, 'EventName');
  const common = { id: id(frame), ...requestIdOf(frame), ...attributesOf(frame), sendTime: sendTime(frame) };
  const attributes = common.attributes ?? {};
  const reason = attributes['Reason'] ? { reason: attributes['Reason'] } : undefined;
  switch (eventName) {
    case 'aws:DELETE_MESSAGE': {
      // Documents name the first; the second is deprecated, and the only one in captures.
      const messageId = attributes['MessageId'] || attributes['MessageID'] || malformed('MessageId');
      return { type: 'messageDelete', event: { ...common, messageId, ...reason } };
    }
    case 'aws:DISCONNECT_USER':
      return { type: 'userDisconnect', event: { ...common, userId: attributes['UserId'] || malformed('UserId'), ...reason } };
    default:
      return { type: 'event', event: { ...common, eventName } };
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(field: string): never {
  throw new MalformedFrameError(field);
}

function string(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : malformed(name);
}

function optionalString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function id(frame: Fields): string {
  return string(frame, 'Id') || malformed('Id');
}

/** The service writes `""` when there was none. */
function requestIdOf(frame: Fields): { readonly requestId?: string } | undefined {
  const requestId = optionalString(frame['RequestId']);
  return requestId ? { requestId } : undefined;
}

/** Nanoseconds are more than every engine's parser is bound to read. */
function sendTime(frame: Fields): Date {
  const text = string(frame, 'SendTime');
  const time = new Date(text.length > 24 ? text.replace(/(\.\d{3})\d{1,9}/, '$1') : text);
  return Number.isNaN(time.getTime()) ? malformed('SendTime') : time;
}

/** A fresh object without `__proto__`; `fromEntries` defines fields instead of assigning them, so no setter can run. */
function attributesOf(fields: Fields): { readonly attributes: ChatAttributes } | undefined {
  const value = fields['Attributes'];
  if (!isFields(value)) return undefined;
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0] !== '__proto__');
  return { attributes: Object.fromEntries(pairs) };
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
