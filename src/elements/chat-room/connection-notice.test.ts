import { expect } from '@open-wc/testing';
import { defaultStrings } from '../strings.js';
import { connectionNotice } from './connection-notice.js';
import type { RoomStatus } from './room-status.js';
import { TokenEndpointError } from './token-endpoint-error.js';

const connecting: RoomStatus = { state: 'connecting', attempt: 1 };
const ended: RoomStatus = { state: 'disconnected', attempt: 0 };

describe('what a room says of its connection', () => {
  const late = new TokenEndpointError('timeout');
  const notices: readonly (readonly [name: string, status: RoomStatus, isOffline: boolean, notice: object | undefined])[] = [
    ['nothing while it is open, whatever the browser says', { state: 'connected', attempt: 0 }, true, undefined],
    ['nothing before the first connection', ended, true, undefined],
    ['nothing in a hurry on the first attempt', connecting, false, { text: 'Connecting to the chat…', tone: 'early' }],
    ['that a connection was lost', { ...connecting, isWayBack: true }, false, { text: 'The connection was lost. Reconnecting…' }],
    ['that the chat cannot be reached, from the third attempt on', { ...connecting, attempt: 3, isWayBack: true }, false, { text: 'The chat cannot be reached. Trying again…' }],
    ['what is wrong with the tokens rather than that', { ...connecting, attempt: 3, problem: late }, false, { text: 'The server that hands out chat tokens takes too long to answer.' }],
    ['that there is no network rather than all that', { ...connecting, attempt: 3, problem: late }, true, { text: 'You are offline. The chat comes back when your connection does.' }],
    ['that the viewer left, with the way back', { ...ended, ending: 'left' }, false, { text: 'You left the chat.', tone: 'calm', action: 'reconnect' }],
    ['that the server closed it, with the way back', { ...ended, ending: 'closed' }, false, { text: 'The chat closed the connection.', action: 'tryAgain' }],
  ];
  for (const [name, status, isOffline, notice] of notices) {
    it(`is ${name}`, () => expect(connectionNotice(status, isOffline, defaultStrings)).to.deep.equal(notice));
  }
});
