import type { ChatError } from '../client/index.js';
import type { RoomOperation } from './events.js';
import type { Strings } from './strings.js';

/** A request, as against the way to a connection. */
export type RequestOperation = Exclude<RoomOperation, 'token' | 'connect'>;

/** Words for the codes of the service, by request; 0 stands for every other code. */
const sentences = {
  send: { 0: 'sendFailed', 403: 'sendForbidden', 406: 'sendRejected', 413: 'sendTooLarge', 429: 'sendTooFast' },
  'delete-message': { 0: 'deleteFailed', 403: 'deleteForbidden', 404: 'deleteUnknown', 429: 'tooManyRequests' },
  'disconnect-user': { 0: 'disconnectUserFailed', 403: 'disconnectUserForbidden', 429: 'tooManyRequests' },
} as const satisfies Record<RequestOperation, object>;

/**
 * Why a request did not succeed, in the elements' own words: what the service wrote is for developers. The error may be of another
 * copy of this package, which has classes of its own.
 */
export function describeRequestError(error: unknown, operation: RequestOperation, strings: Strings): string {
  const { code, errorCode } = Object(error) as Partial<ChatError>;
  if (code === 'NOT_CONNECTED') return strings.notConnected;
  if (code === 'CONNECTION_LOST') return strings.connectionLost;
  if (code === 'REQUEST_TIMEOUT') return strings.noAnswer;
  const codes = sentences[operation];
  return strings[codes[errorCode as keyof typeof codes] ?? codes[0]];
}
