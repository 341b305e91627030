import { expect } from 'chai';
import { SendMessageRequest, type ChatToken } from './index.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';
import { createRig, sessionToken, type RoomRig } from './testing/room-rig.js';

/** Turns the clock for a day, and sees that nothing comes back. */
async function expectSilence(rig: RoomRig): Promise<void> {
  const before = { sockets: rig.sockets.length, tokens: rig.tokenCalls.length, events: rig.events.length };
  await settle();
  expect(rig.clock.waiting).to.equal(0);
  rig.wake('online');
  await rig.clock.advance(24 * 3_600_000);
  expect({ sockets: rig.sockets.length, tokens: rig.tokenCalls.length, events: rig.events.length }).to.deep.equal(before);
  expect(rig.sockets.filter(({ isLive }) => isLive)).to.deep.equal([]);
  expect(rig.room.state).to.equal('disconnected');
  expect(rig.isWatching).to.equal(false);
}

describe('After disconnect() nothing comes back', () => {
  it('while the token is being fetched, whose signal is aborted', async () => {
    let give: (token: ChatToken) => void = () => undefined;
    const rig = createRig({ token: () => new Promise((resolve) => (give = resolve)) });
    rig.room.connect();
    await settle();
    rig.room.disconnect();
    expect(rig.tokenCalls[0]!.signal.aborted).to.equal(true);
    give({ token: 'too late' });
    await expectSilence(rig);
  });

  it('while the token call fails', async () => {
    let fail: (error: Error) => void = () => undefined;
    const rig = createRig({ token: () => new Promise((_resolve, reject) => (fail = reject)) });
    rig.room.connect();
    await settle();
    rig.room.disconnect();
    fail(new Error('too late'));
    await expectSilence(rig);
  });

  it('when a source of wake-ups goes on', async () => {
    let wake = (): void => undefined;
    const rig = createRig({
      wakeUp: (tell) => {
        wake = () => tell('online');
        return () => undefined;
      },
    });
    await rig.open();
    rig.room.disconnect();
    wake();
    await expectSilence(rig);
  });

  it('while the socket opens', async () => {
    const rig = createRig();
    rig.room.connect();
    await settle();
    rig.room.disconnect();
    rig.socket.open();
    rig.socket.receive(messageFrame('too late'));
    rig.socket.end(1006);
    await expectSilence(rig);
  });

  it('while connected with requests in flight', async () => {
    const rig = createRig({ token: () => sessionToken(60) });
    await rig.open();
    const answer = rig.room.sendMessage(new SendMessageRequest('Hi')).catch((error: Error) => error.name);
    rig.room.disconnect();
    rig.socket.receive(messageFrame('too late'));
    await expectSilence(rig);
    expect(await answer).to.equal('ChatNotConnectedError');
  });

  it('while it waits to try again', async () => {
    const rig = createRig();
    const socket = await rig.open();
    rig.chance = 1;
    socket.end(1006);
    rig.room.disconnect();
    await expectSilence(rig);
  });

  it('while a session is handed over', async () => {
    const rig = createRig({ token: (call) => sessionToken(60, call) });
    await rig.open();
    await rig.clock.advance(50 * 60_000);
    rig.room.disconnect();
    await expectSilence(rig);
    await rig.open();
    await rig.clock.advance(50 * 60_000);
    rig.socket.open();
    rig.room.disconnect();
    await expectSilence(rig);
  });

  for (const name of ['connecting', 'connect', 'message', 'event', 'disconnect'] as const) {
    it(`from inside a listener of ${name}`, async () => {
      const rig = createRig();
      rig.room.addListener(name, () => rig.room.disconnect());
      rig.room.connect();
      await settle();
      rig.sockets[0]?.open();
      rig.sockets[0]?.receive(messageFrame('Hi'));
      rig.sockets[0]?.receive(eventFrame('x', null));
      rig.room.disconnect();
      await expectSilence(rig);
      expect(rig.events.filter((event) => event.startsWith('disconnect'))).to.have.length(1);
    });
  }

  it('from inside the token provider, and from its abort signal', async () => {
    const rig: RoomRig = createRig({
      tokenProvider: async ({ signal }) => {
        signal.addEventListener('abort', () => rig.room.state === 'disconnected' && rig.room.disconnect());
        rig.room.disconnect();
        return { token: 't' };
      },
    });
    rig.room.connect();
    await expectSilence(rig);
    expect(rig.events).to.deep.equal(['connecting 1', 'disconnect clientDisconnect']);
  });
});

describe('Calls from inside listeners', () => {
  it('disconnect() in a message listener does not take back the answer that the message was', async () => {
    const rig = createRig();
    const socket = await rig.open();
    rig.room.addListener('message', () => rig.room.disconnect());
    const answer = rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1'));
    socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
    expect((await answer).content).to.equal('Hi');
  });

  it('connect() in a disconnect listener connects', async () => {
    const rig = createRig();
    const remove = rig.room.addListener('disconnect', () => {
      remove();
      rig.room.connect();
    });
    const socket = await rig.open();
    socket.end(1000);
    await settle();
    rig.socket.open();
    expect(rig.room.state).to.equal('connected');
    expect(rig.sockets.filter(({ isLive }) => isLive)).to.have.length(1);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'disconnect serverDisconnect', 'connecting 1', 'connect']);
  });

  it('disconnect() and connect() in a connecting listener end the attempt and make another', async () => {
    const rig = createRig();
    const remove = rig.room.addListener('connecting', () => {
      remove();
      rig.room.disconnect();
      rig.room.connect();
    });
    rig.room.connect();
    await settle();
    expect(rig.tokenCalls).to.have.length(1);
    rig.socket.open();
    expect(rig.events).to.deep.equal(['connecting 1', 'disconnect clientDisconnect', 'connecting 1', 'connect']);
  });

  it('sendMessage() in a connect listener sends', async () => {
    const rig = createRig();
    rig.room.addListener('connect', () => void rig.room.sendMessage(new SendMessageRequest('first')));
    expect((await rig.open()).lastSent['Content']).to.equal('first');
  });

  it('everyone hears the same legal order', async () => {
    const rig = createRig();
    const late: string[] = [];
    rig.room.addListener('connect', () => rig.room.disconnect());
    rig.room.addListener('connect', () => late.push('connect'));
    rig.room.addListener('disconnect', () => late.push('disconnect'));
    await rig.open();
    expect(late).to.deep.equal(['connect', 'disconnect']);
  });
});
