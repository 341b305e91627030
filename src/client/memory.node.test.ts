import { expect } from 'chai';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ChatRoom } from './index.js';
import { MessageStore } from './message-store.js';
import { createFakeSockets } from './testing/fake-socket.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use, in bytes. */
function heap(): number {
  for (let i = 0; i < 3; i++) collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A room whose messages go into a transcript, with somebody who writes too and a moderator who deletes. */
async function stage() {
  const { WebSocket, sockets } = createFakeSockets();
  const room = new ChatRoom({ regionOrUrl: 'us-west-2', tokenProvider: () => Promise.resolve({ token: 'token-1' }), WebSocket });
  const store = new MessageStore({ userId: 'you' });
  room.addListener('message', (message) => void store.add(message));
  room.addListener('messageDelete', ({ messageId }) => void store.delete(messageId));
  room.connect();
  await settle();
  const socket = sockets[0]!;
  socket.open();
  const receive = (count: number): void => {
    for (let i = 0; i < count; i++) {
      socket.receive(messageFrame(`message ${i % 1_000}`));
      if (i % 50 === 0) socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageID: i % 100 ? store.messages.at(-9)!.id : `unknown ${i}` }));
      if (i % 100 === 0) {
        store.addPending({ requestId: `r${i}`, content: 'mine', sender: { userId: 'you' } });
        socket.receive(messageFrame('mine', { RequestId: `r${i}`, Sender: { UserId: 'you' } }));
      }
    }
  };
  return { room, store, receive };
}

describe('SECURITY 11: the memory of a room and its transcript', () => {
  it('is the same after 210,000 messages as after 10,000, to less than a word a message', async () => {
    const { room, store, receive } = await stage();
    receive(10_000);
    const before = heap();
    receive(200_000);
    const after = heap();
    expect(room.stats.framesIn).to.be.above(210_000);
    expect(store.size).to.equal(500);
    // The least that could be kept of each is a word of 8 bytes.
    expect(after - before).to.be.below(8 * 200_000);
    room.disconnect();
  }).timeout(60_000);
});
