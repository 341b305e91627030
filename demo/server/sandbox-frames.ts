import { randomInt } from 'node:crypto';
import type { Attributes, RoomRules } from './sandbox-options.js';

/** The sandbox's own writing of the service's frames. */

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const idLength = 12;

export interface Sender {
  readonly userId: string;
  readonly attributes: Attributes;
}

export interface OutgoingMessage {
  readonly id: string;
  readonly requestId: string;
  readonly attributes: Attributes;
  readonly content: string;
  readonly sendTime: string;
  readonly sender: Sender;
}

export interface OutgoingEvent {
  readonly id: string;
  readonly requestId: string;
  readonly eventName: string;
  readonly attributes: Attributes;
  readonly sendTime: string;
}

export function createId(): string {
  return Array.from({ length: idLength }, () => idAlphabet[randomInt(idAlphabet.length)]).join('');
}

/** Milliseconds since the epoch as UTC text; digits beyond the millisecond are made up, and differ from call to call. */
export function formatSendTime(now: number, digits: number): string {
  const [seconds = '', millis = ''] = new Date(now).toISOString().slice(0, -1).split('.');
  const fraction = `${millis}${String(randomInt(1_000_000)).padStart(6, '0')}`.slice(0, digits);
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}Z`;
}

export function messageFrame(message: OutgoingMessage, rules: RoomRules): string {
  return JSON.stringify({
    Type: 'MESSAGE',
    Id: message.id,
    RequestId: message.requestId,
    ...attributesField(message.attributes, rules),
    Content: message.content,
    SendTime: message.sendTime,
    Sender: { UserId: message.sender.userId, ...attributesField(message.sender.attributes, rules) },
  });
}

export function eventFrame(event: OutgoingEvent, rules: RoomRules): string {
  return JSON.stringify({
    Type: 'EVENT',
    Id: event.id,
    RequestId: event.requestId,
    EventName: event.eventName,
    ...attributesField(event.attributes, rules),
    SendTime: event.sendTime,
  });
}

export function errorFrame(requestId: string, errorCode: number, errorMessage: string): string {
  return JSON.stringify({ Type: 'ERROR', Id: createId(), RequestId: requestId, ErrorCode: errorCode, ErrorMessage: errorMessage });
}

export function deleteEventAttributes(messageId: string, reason: string | undefined, rules: RoomRules): Attributes {
  return {
    ...(rules.deleteEventKeys === 'MessageId' ? {} : { MessageID: messageId }),
    ...(rules.deleteEventKeys === 'MessageID' ? {} : { MessageId: messageId }),
    ...(reason === undefined ? {} : { Reason: reason }),
  };
}

export function disconnectEventAttributes(userId: string, reason: string | undefined): Attributes {
  return { UserId: userId, ...(reason === undefined ? {} : { Reason: reason }) };
}

function attributesField(attributes: Attributes, { emptyAttributes }: RoomRules): { Attributes?: Attributes | null } {
  if (Object.keys(attributes).length > 0) return { Attributes: attributes };
  if (emptyAttributes === 'absent') return {};
  return { Attributes: emptyAttributes === 'null' ? null : {} };
}
