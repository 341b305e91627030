import { expect } from 'chai';
import { ChatConnectionLostError, ChatTokenError, SendMessageRequest } from './index.js';
import type { FakeSocket } from './testing/fake-socket.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';
import { createRig, sessionToken, type RoomRig } from './testing/room-rig.js';
import { seededRandom } from './testing/seeded-random.js';

const MINUTE = 60_000;

/** A room with a session of an hour, at the instant of its renewal: the second socket is there and not open yet. */
async function atRenewal(): Promise<RoomRig & { readonly first: FakeSocket }> {
  const rig = createRig({ token: (call) => sessionToken(60, call) });
  const first = await rig.open();
  await rig.clock.advance(50 * MINUTE);
  expect(rig.sockets).to.have.length(2);
  return Object.assign(Object.create(Object.getPrototypeOf(rig), Object.getOwnPropertyDescriptors(rig)), { first });
}

describe('Session renewal', () => {
  it('asks for one new token in the last ten minutes of an hour, and fires nothing', async () => {
    const rig = createRig({ token: (call) => sessionToken(60, call) });
    rig.chance = 0.5;
    await rig.open();
    // The middle of the ten minutes, less the 20 s that are left for connecting.
    await rig.clock.advance(54.8 * MINUTE);
    expect(rig.tokenCalls).to.have.length(1);
    await rig.clock.advance(3_000);
    expect(rig.tokenCalls).to.have.length(2);
    rig.socket.open();
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
    expect(rig.room.stats).to.include({ renewals: 1, connects: 2, attempts: 2, tokenCalls: 2 });
  });

  it('makes about 27 token calls a day', async () => {
    const rig = createRig({ token: (call) => sessionToken(60, call) });
    rig.chance = 0.5;
    await rig.open();
    for (let step = 0; step < (24 * 60 * MINUTE) / 5_000; step++) {
      await rig.clock.advance(5_000);
      if (rig.socket.readyState === 0) rig.socket.open();
    }
    expect(rig.tokenCalls.length).to.be.within(25, 28);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });

  for (const [name, dates] of [
    ['absent', {}],
    ['wrong', { sessionExpirationTime: new Date(NaN), tokenExpirationTime: new Date(0) }],
    ['the wrong way round', { sessionExpirationTime: new Date(0), tokenExpirationTime: new Date(4_000_000) }],
  ] as const) {
    it(`does not happen when dates are ${name}`, async () => {
      const rig = createRig({ token: () => ({ token: 't', ...dates }) });
      await rig.open();
      await rig.clock.advance(24 * 60 * MINUTE);
      expect(rig.tokenCalls).to.have.length(1);
    });
  }

  it('SECURITY 28: happens once in 30 s at most, however short the sessions are said to be', async () => {
    const rig = createRig({ token: () => ({ token: 't', sessionExpirationTime: new Date(1), tokenExpirationTime: new Date(60_000) }) });
    await rig.open();
    for (let second = 0; second < 300; second++) {
      await rig.clock.advance(1_000);
      if (rig.socket.readyState === 0) rig.socket.open();
    }
    expect(rig.tokenCalls.length).to.be.within(9, 11);
  });

  it('is made up for at once when the device has slept through it', async () => {
    const rig = createRig({ token: (call) => sessionToken(60, call) });
    await rig.open();
    rig.clock.sleep(55 * MINUTE);
    rig.wake('visible');
    await settle();
    expect(rig.tokenCalls).to.have.length(2);
  });

  it('comes late without harm: a 1000 near the session\'s end is renewed', async () => {
    const rig = createRig({ token: (call) => sessionToken(60, call) });
    const socket = await rig.open();
    rig.clock.sleep(59.9 * MINUTE);
    socket.end(1000);
    expect(rig.room.state).to.equal('connecting');
    await rig.clock.advance(1);
    rig.socket.open();
    expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'connecting 1', 'connect']);
  });

  it('follows an ERROR 401: the request rejects, and a new token and connection take over', async () => {
    const rig = createRig();
    const first = await rig.open();
    const answer = rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1')).catch((error: Error) => error.name);
    first.receive({ Type: 'ERROR', Id: 'X', RequestId: 'r1', ErrorCode: 401, ErrorMessage: 'Expired' });
    expect(await answer).to.equal('ChatRequestError');
    await settle();
    expect(rig.sockets).to.have.length(2);
    first.end(1000);
    expect(rig.room.state).to.equal('connecting');
    rig.socket.open();
    expect(rig.room.state).to.equal('connected');
    expect(rig.tokenCalls).to.have.length(2);
  });
});

describe('Handover', () => {
  it('opens the new socket before it closes the old one, and reads both for a while', async () => {
    const rig = await atRenewal();
    expect(rig.first.isLive).to.equal(true);
    rig.socket.open();
    rig.first.receive(messageFrame('by the old path'));
    rig.socket.receive(messageFrame('by the new path'));
    expect(rig.events.slice(2)).to.deep.equal(['message by the old path', 'message by the new path']);
    await rig.clock.advance(4_999);
    expect(rig.first.isLive).to.equal(true);
    await rig.clock.advance(1);
    expect(rig.first.isLive).to.equal(false);
    expect(rig.room.state).to.equal('connected');
  });

  it('sends over the new socket, while requests in flight settle on the old one', async () => {
    const rig = await atRenewal();
    const answer = rig.room.sendMessage(new SendMessageRequest('before', undefined, 'r1'));
    rig.socket.open();
    rig.room.sendMessage(new SendMessageRequest('after', undefined, 'r2')).catch(() => undefined);
    expect(rig.first.sent.map((frame) => frame['Content'])).to.deep.equal(['before']);
    expect(rig.socket.sent.map((frame) => frame['Content'])).to.deep.equal(['after']);
    await rig.clock.advance(6_000);
    rig.first.receive(messageFrame('before', { RequestId: 'r1' }));
    expect((await answer).content).to.equal('before');
    await rig.clock.advance(6_000);
    expect(rig.first.isLive).to.equal(false);
  });

  it('rejects what was in flight when the old socket goes meanwhile', async () => {
    const rig = await atRenewal();
    const answer = rig.room.sendMessage(new SendMessageRequest('before')).catch((error: unknown) => error);
    rig.socket.open();
    rig.first.end(1000);
    expect(await answer).to.be.instanceOf(ChatConnectionLostError);
    expect(rig.room.state).to.equal('connected');
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });

  it('that fails leaves the healthy connection alone and is tried again', async () => {
    const rig = await atRenewal();
    rig.socket.end(1006);
    expect(rig.room.state).to.equal('connected');
    await rig.clock.advance(1);
    expect(rig.sockets).to.have.length(3);
    rig.socket.open();
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });

  it('that dies as soon as it is open leaves the old connection as it was', async () => {
    const rig = await atRenewal();
    rig.socket.open();
    rig.socket.end(1006);
    expect(rig.room.state).to.equal('connected');
    rig.room.sendMessage(new SendMessageRequest('Hi')).catch(() => undefined);
    expect(rig.first.lastSent['Content']).to.equal('Hi');
    await rig.clock.advance(10_000);
    expect(rig.first.isLive).to.equal(true);
    expect(rig.sockets.length).to.be.above(2);
  });

  for (const code of [1000, 4000]) {
    it(`that the server closes with ${code} leaves the old connection as it was where the room comes back, and else ends`, async () => {
      for (const comesBack of [true, false]) {
        const rig = createRig({ comesBack: () => comesBack, token: (call) => sessionToken(60, call) });
        const first = await rig.open();
        await rig.clock.advance(50 * MINUTE);
        rig.socket.open();
        rig.socket.end(code);
        expect(rig.room.state).to.equal(comesBack ? 'connected' : 'disconnected');
        await rig.clock.advance(10_000);
        expect(first.isLive).to.equal(comesBack);
        expect(rig.sockets.length > 2, 'tries again').to.equal(comesBack);
        expect(rig.events).to.deep.equal(['connecting 1', 'connect', ...(comesBack ? [] : ['disconnect serverDisconnect'])]);
      }
    });
  }

  it('that is closed for a removal ends, also where the room comes back', async () => {
    const rig = createRig({ comesBack: () => true, token: (call) => ({ ...sessionToken(60, call), userId: 'ann' }) });
    const first = await rig.open();
    await rig.clock.advance(50 * MINUTE);
    rig.socket.open();
    rig.socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'ann' }));
    rig.socket.end(1000);
    expect(rig.events.at(-1)).to.equal('disconnect serverDisconnect');
    expect(first.isLive).to.equal(false);
  });

  it('is not tried again when the token endpoint refuses for good, until the connection ends', async () => {
    const rig = createRig({ token: (call) => (call === 1 ? sessionToken(60) : Promise.reject(new ChatTokenError('banned', { status: 403 }))) });
    const first = await rig.open();
    await rig.clock.advance(59.9 * MINUTE);
    expect(rig.tokenCalls).to.have.length(2);
    expect(rig.room.state).to.equal('connected');
    first.end(1000);
    await rig.clock.advance(10_000);
    expect(rig.events.at(-1)).to.equal('disconnect fetchTokenError');
    expect(rig.tokenCalls).to.have.length(3);
  });

  it('becomes the way back when the old connection is lost before it is done', async () => {
    const rig = await atRenewal();
    rig.first.end(1006);
    expect(rig.room.state).to.equal('connecting');
    rig.socket.open();
    expect(rig.room.state).to.equal('connected');
    expect(rig.sockets).to.have.length(2);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'connecting 1', 'connect']);
  });

  it('ends like any connection when I am removed meanwhile: both sockets close', async () => {
    const rig = createRig({ token: (call) => ({ ...sessionToken(60, call), userId: 'ann' }) });
    const first = await rig.open();
    await rig.clock.advance(50 * MINUTE);
    rig.socket.open();
    const removal = eventFrame('aws:DISCONNECT_USER', { UserId: 'ann' });
    first.receive(removal);
    rig.socket.receive(removal);
    first.end(1000);
    rig.socket.end(1000);
    expect(rig.events.at(-1)).to.equal('disconnect serverDisconnect');
    expect(rig.clock.waiting).to.equal(0);
  });

  for (const [oldMs, newMs] of [
    [0, 0],
    [0, 2_000],
    [2_000, 0],
    [1_900, 700],
  ] as const) {
    it(`loses and doubles none of 3,000 messages on paths of ${oldMs} and ${newMs} ms`, async () => {
      const rig = createRig({ token: (call) => sessionToken(60, call) });
      const random = seededRandom(oldMs + newMs + 1);
      const received = new Map<string, number>();
      rig.room.addListener('message', ({ id }) => received.set(id, (received.get(id) ?? 0) + 1));
      const first = await rig.open();
      await rig.clock.advance(50 * MINUTE - 5_000);
      const ids: string[] = [];
      let hasOpened = false;
      // 100 messages/s. The server sends to the new connection from half its latency before the client sees it open.
      for (let step = 0; step < 3_000; step++) {
        const frame = messageFrame('x');
        ids.push(frame['Id'] as string);
        if (first.isLive) rig.clock.setTimeout(() => first.isLive && first.receive(frame), oldMs * (0.5 + random() / 2));
        const second = rig.sockets[1];
        if (second !== undefined) {
          if (!hasOpened) rig.clock.setTimeout(() => second.open(), newMs / 2);
          hasOpened = true;
          rig.clock.setTimeout(() => second.receive(frame), Math.max(newMs / 2 + 1, newMs * (0.5 + random() / 2)));
        }
        await rig.clock.advance(10);
      }
      await rig.clock.advance(3_000);
      expect(hasOpened).to.equal(true);
      expect(first.isLive).to.equal(false);
      expect(ids.filter((id) => received.get(id) !== 1)).to.deep.equal([]);
    });
  }
});
