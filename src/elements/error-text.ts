import { ChatConnectionLostError, ChatNotConnectedError, ChatRequestError, ChatTimeoutError } from '../client/index.js';
import type { RoomOperation } from './events.js';
import type { Strings } from './strings.js';

type RequestOperation = Exclude<RoomOperation, 'token' | 'connect'>;

/** Why a request did not succeed, in the elements' own words: what the service wrote is for developers. */
export function describeRequestError(error: unknown, operation: RequestOperation, strings: Strings): string {
  if (error instanceof ChatNotConnectedError) return strings.notConnected;
  if (error instanceof ChatConnectionLostError) return strings.connectionLost;
  if (error instanceof ChatTimeoutError) return strings.noAnswer;
  const code = error instanceof ChatRequestError ? error.errorCode : undefined;
  if (operation === 'delete-message') return describeDelete(code, strings);
  if (operation === 'disconnect-user') return describeDisconnectUser(code, strings);
  return describeSend(code, strings);
}

function describeSend(code: number | undefined, strings: Strings): string {
  switch (code) {
    case 403:
      return strings.sendForbidden;
    case 406:
      return strings.sendRejected;
    case 413:
      return strings.sendTooLarge;
    case 429:
      return strings.sendTooFast;
    default:
      return strings.sendFailed;
  }
}

function describeDelete(code: number | undefined, strings: Strings): string {
  switch (code) {
    case 403:
      return strings.deleteForbidden;
    case 404:
      return strings.deleteUnknown;
    case 429:
      return strings.tooManyRequests;
    default:
      return strings.deleteFailed;
  }
}

function describeDisconnectUser(code: number | undefined, strings: Strings): string {
  switch (code) {
    case 403:
      return strings.disconnectUserForbidden;
    case 429:
      return strings.tooManyRequests;
    default:
      return strings.disconnectUserFailed;
  }
}
