import type { Attributes, RoomRules } from './sandbox-options.js';
import type { RequestAction } from './sandbox-hooks.js';

export type ClientRequest = { readonly requestId: string } & (
  | { readonly action: 'SEND_MESSAGE'; readonly content: string; readonly attributes: Attributes }
  | { readonly action: 'DELETE_MESSAGE'; readonly id: string; readonly reason: string | undefined }
  | { readonly action: 'DISCONNECT_USER'; readonly userId: string; readonly reason: string | undefined }
);

/** A request that gets an error frame for an answer. */
export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  constructor(
    readonly errorCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** An envelope whose action and request id could be read, its other fields still to be judged. */
export interface RequestEnvelope {
  readonly action: RequestAction;
  readonly requestId: string;
  readonly fields: ReadonlyMap<string, unknown>;
}

const actions: readonly string[] = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'];
const maxReasonLength = 256;
const maxUserIdLength = 128;
export const maxAttributeBytes = 1024;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a frame by their names in lower case, since the service takes either; `undefined` if it is not a JSON object. */
export function readFields(text: string): ReadonlyMap<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(value) ? new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field])) : undefined;
}

/** The request id to answer under: `''` when the frame has none that is readable. */
export function requestIdOf(fields: ReadonlyMap<string, unknown> | undefined): string {
  const id = fields?.get('requestid');
  return typeof id === 'string' ? id : '';
}

/** @throws {RequestRefusal} 400 for what is no request. */
export function readEnvelope(fields: ReadonlyMap<string, unknown> | undefined): RequestEnvelope {
  if (fields === undefined) throw new RequestRefusal(400, 'The frame is not a JSON object');
  const id = fields.get('requestid');
  if (id !== undefined && id !== null && typeof id !== 'string') throw new RequestRefusal(400, 'RequestId must be a string');
  const action = fields.get('action');
  if (typeof action !== 'string' || !actions.includes(action)) throw new RequestRefusal(400, 'Unknown or missing Action');
  return { action: action as RequestAction, requestId: requestIdOf(fields), fields };
}

/** @throws {RequestRefusal} 400 for a malformed field, 413 for one that is too large. */
export function readRequest({ action, requestId, fields }: RequestEnvelope, rules: RoomRules): ClientRequest {
  switch (action) {
    case 'SEND_MESSAGE': {
      const content = fields.get('content');
      if (typeof content !== 'string' || content === '') throw new RequestRefusal(400, 'Content must be a string of at least 1 character');
      if (countCodePoints(content) > rules.maxMessageLength) {
        throw new RequestRefusal(413, `Content must have at most ${rules.maxMessageLength} characters`);
      }
      return { action, requestId, content, attributes: readAttributes(fields.get('attributes')) };
    }
    case 'DELETE_MESSAGE': {
      const id = fields.get('id');
      if (!isMessageId(id)) throw new RequestRefusal(400, 'Id must be 12 letters or digits');
      return { action, requestId, id, reason: readReason(fields.get('reason')) };
    }
    case 'DISCONNECT_USER': {
      const userId = fields.get('userid');
      if (typeof userId !== 'string' || userId === '') throw new RequestRefusal(400, 'UserId must be a string of at least 1 character');
      if (countCodePoints(userId) > maxUserIdLength) throw new RequestRefusal(413, `UserId must have at most ${maxUserIdLength} characters`);
      return { action, requestId, userId, reason: readReason(fields.get('reason')) };
    }
  }
}

export function isMessageId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9]{12}$/.test(id);
}

/** Unicode code points, a lone surrogate counted as one. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** UTF-8 bytes of all names and values. */
export function countAttributeBytes(attributes: Attributes): number {
  return Object.entries(attributes).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
}

function readReason(reason: unknown): string | undefined {
  if (reason === undefined || reason === null) return undefined;
  if (typeof reason !== 'string' || reason === '') throw new RequestRefusal(400, 'Reason must be a string of at least 1 character');
  if (countCodePoints(reason) > maxReasonLength) throw new RequestRefusal(413, `Reason must have at most ${maxReasonLength} characters`);
  return reason;
}

function readAttributes(value: unknown): Attributes {
  if (value === undefined || value === null) return {};
  if (!isStringMap(value)) throw new RequestRefusal(400, 'Attributes must be an object of strings');
  if (countAttributeBytes(value) > maxAttributeBytes) throw new RequestRefusal(413, `Attributes must have at most ${maxAttributeBytes} bytes in all`);
  return value;
}

export function isStringMap(value: unknown): value is Attributes {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}
