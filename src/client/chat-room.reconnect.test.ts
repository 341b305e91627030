import { expect } from 'chai';
import { ChatTokenError, SendMessageRequest, type ChatToken, type ConnectingDetails, type DisconnectDetails } from './index.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';
import { createRig, type RoomRig } from './testing/room-rig.js';

/** Fails every attempt for so long; returns when each began, in ms from now. */
async function outage(rig: RoomRig, forMs: number): Promise<number[]> {
  const start = rig.clock.now();
  const attempts: number[] = [];
  while (rig.clock.now() < start + forMs) {
    const known = rig.sockets.length;
    await rig.clock.advance(10);
    if (rig.sockets.length > known) {
      attempts.push(rig.clock.now() - start);
      rig.socket.end(1006);
    }
  }
  return attempts;
}

/** @param resolutionMs how exactly the instants are known */
function expectLimited(starts: readonly number[], resolutionMs: number): void {
  starts.slice(6).forEach((at, index) => expect(at - starts[index]!, `7 attempts from ${starts[index]}`).to.be.at.least(5_000 - resolutionMs));
}

describe('Back-off of a room', () => {
  it('waits at random up to 2 s, 4 s, then 5 s, and up to 30 s after a minute', async () => {
    const rig = createRig();
    const socket = await rig.open();
    await rig.clock.advance(10_000);
    rig.chance = 1;
    socket.end(1006);
    const attempts = await outage(rig, 150_000);
    const waits = attempts.map((at, index) => at - (attempts[index - 1] ?? 0));
    expect(waits.slice(0, 5)).to.deep.equal([2_000, 4_000, 5_000, 5_000, 5_000]);
    expect(waits.at(-1)).to.equal(30_000);
    expect(waits.filter((wait) => wait > 5_000).length).to.be.within(2, 4);
  });

  it('comes back in the worst case within 5 s of an outage of 15 s', async () => {
    const rig = createRig();
    const socket = await rig.open();
    rig.chance = 1;
    socket.end(1006);
    await outage(rig, 15_000);
    const start = rig.clock.now();
    while (rig.socket.readyState === 3) await rig.clock.advance(10);
    expect(rig.clock.now() - start).to.be.at.most(5_000);
  });

  it('tells each attempt, why it is made and when', async () => {
    const rig = createRig();
    const told: ConnectingDetails[] = [];
    rig.room.addListener('connecting', (details) => told.push(details));
    const socket = await rig.open();
    await rig.clock.advance(5_000);
    rig.chance = 0.5;
    socket.end(1006);
    expect(rig.room.state).to.equal('connecting');
    await rig.clock.advance(1_000);
    rig.socket.end(1006);
    expect(told.map(({ attempt, lost, reason, closeCode, delayMs }) => ({ attempt, lost, reason, closeCode, delayMs }))).to.deep.equal([
      { attempt: 1, lost: false, reason: undefined, closeCode: undefined, delayMs: 0 },
      { attempt: 1, lost: true, reason: 'socketError', closeCode: 1006, delayMs: 1_000 },
      { attempt: 2, lost: false, reason: 'socketError', closeCode: 1006, delayMs: 2_000 },
    ]);
    expect(rig.events).not.to.include('disconnect socketError');
  });

  it('counts on when connections live less than 5 s: flapping is no success', async () => {
    const rig = createRig();
    await rig.open();
    for (let flap = 2; flap <= 4; flap++) {
      await rig.clock.advance(4_999);
      rig.socket.end(1006);
      await rig.clock.advance(5_000);
      rig.socket.open();
      expect(rig.events.filter((event) => event.startsWith('connecting')).at(-1)).to.equal(`connecting ${flap}`);
    }
    await rig.clock.advance(5_000);
    rig.socket.end(1006);
    expect(rig.events.at(-1)).to.equal('connecting 1');
  });

  it('SECURITY 28: never starts more than 6 attempts in any 5 s, however fast connections die', async () => {
    const rig = createRig();
    await rig.open();
    const opened = [rig.clock.now()];
    rig.socket.end(1006);
    for (let step = 0; step < 3_000; step++) {
      const known = rig.sockets.length;
      await rig.clock.advance(10);
      if (rig.sockets.length === known) continue;
      opened.push(rig.clock.now());
      rig.socket.open();
      rig.socket.end(1006);
    }
    expect(opened.length).to.be.within(30, 42);
    expectLimited(opened, 0);
  });

  it('SECURITY 28: holds its limiter against wake-ups and against callers', async () => {
    const rig = createRig();
    const starts: number[] = [];
    for (let step = 0; step < 2_000; step++) {
      rig.room.connect();
      rig.wake('online');
      await rig.clock.advance(5);
      rig.wake('clock');
      while (starts.length < rig.tokenCalls.length) starts.push(rig.clock.now());
      rig.room.disconnect();
    }
    expect(starts.length).to.be.within(10, 18);
    expectLimited(starts, 10);
  });

  it('SECURITY 28: holds its limiter against a token provider that fails at once', async () => {
    const rig = createRig({ token: () => Promise.reject(new Error('no')) });
    const starts: number[] = [];
    rig.room.connect();
    for (let step = 0; step < 3_000; step++) {
      await rig.clock.advance(10);
      while (starts.length < rig.tokenCalls.length) starts.push(rig.clock.now());
    }
    expect(starts.length).to.be.within(30, 42);
    expectLimited(starts, 10);
  });

  it('SECURITY 28: holds its limiter against a service that calls every session expired', async () => {
    const rig = createRig();
    await rig.open();
    const starts: number[] = [];
    for (let step = 0; step < 3_000; step++) {
      if (rig.socket.readyState === 0) rig.socket.open();
      rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1')).catch(() => undefined);
      rig.socket.receive({ Type: 'ERROR', Id: 'X1', RequestId: 'r1', ErrorCode: 401, ErrorMessage: 'Expired' });
      await rig.clock.advance(10);
      while (starts.length < rig.tokenCalls.length) starts.push(rig.clock.now());
    }
    expect(starts.length).to.be.within(30, 42);
    expectLimited(starts, 10);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });
});

describe('maxReconnectAttempts', () => {
  for (const [maximum, tokens] of [
    [0, 1],
    [1, 2],
    [3, 4],
  ] as const) {
    it(`${maximum} means ${tokens} attempts in an outage`, async () => {
      const rig = createRig({ maxReconnectAttempts: maximum });
      rig.room.connect();
      await settle();
      for (let attempt = 0; attempt < 10; attempt++) {
        rig.socket.end(1006);
        await rig.clock.advance(10_000);
      }
      expect(rig.tokenCalls).to.have.length(tokens);
      expect(rig.events.at(-1)).to.equal('disconnect socketError');
      expect(rig.clock.waiting).to.equal(0);
    });
  }

  it('starts anew with each outage', async () => {
    const rig = createRig({ maxReconnectAttempts: 1 });
    await rig.open();
    for (let round = 0; round < 5; round++) {
      await rig.clock.advance(5_000);
      rig.socket.end(1006);
      await rig.clock.advance(1);
      rig.socket.end(1006);
      await rig.clock.advance(1);
      rig.socket.open();
    }
    expect(rig.room.state).to.equal('connected');
  });

  it('has no end by default', async () => {
    const rig = createRig();
    rig.room.connect();
    await outage(rig, 600_000);
    expect(rig.room.state).to.equal('connecting');
    expect(rig.room.maxReconnectAttempts).to.equal(Infinity);
  });
});

describe('A token endpoint that refuses', () => {
  for (const status of [401, 403]) {
    it(`with ${status} ends it: no other call`, async () => {
      const rig = createRig({ token: () => Promise.reject(new ChatTokenError('no', { status })) });
      let told: DisconnectDetails | undefined;
      rig.room.addListener('disconnect', (_reason, details) => (told = details));
      rig.room.connect();
      await rig.clock.advance(600_000);
      expect(rig.tokenCalls).to.have.length(1);
      expect(rig.events).to.deep.equal(['connecting 1', 'disconnect fetchTokenError']);
      expect(told?.error).to.be.instanceOf(ChatTokenError).and.include({ status });
    });
  }

  for (const status of [429, 503]) {
    it(`with ${status} is waited for as Retry-After says, and up to as much again`, async () => {
      const rig = createRig({
        token: (call) => (call === 1 ? Promise.reject(new ChatTokenError('busy', { status, retryAfterMs: 30_000 })) : { token: 't' }),
      });
      rig.chance = 0.5;
      rig.room.connect();
      await rig.clock.advance(44_999);
      // No wake-up is a reason to ask sooner.
      rig.wake('online');
      rig.wake('visible');
      await settle();
      expect(rig.tokenCalls).to.have.length(1);
      await rig.clock.advance(1);
      expect(rig.tokenCalls).to.have.length(2);
    });
  }

  for (const [name, failure] of [
    ['with 500', () => Promise.reject(new ChatTokenError('broken', { status: 500 }))],
    ['with something that is no error', () => Promise.reject('no')],
    ['by giving no token', () => ({}) as ChatToken],
    [
      'by throwing at once',
      () => {
        throw new Error('thrown');
      },
    ],
  ] as [string, () => ChatToken | Promise<ChatToken>][]) {
    it(`${name} is asked again after a back-off`, async () => {
      const rig = createRig({ token: (call) => (call === 1 ? failure() : { token: 't' }) });
      rig.chance = 0.5;
      rig.room.connect();
      await rig.clock.advance(999);
      expect(rig.tokenCalls).to.have.length(1);
      await rig.clock.advance(1);
      expect(rig.tokenCalls.map(({ attempt }) => attempt)).to.deep.equal([1, 2]);
      rig.socket.open();
      expect(rig.room.state).to.equal('connected');
    });
  }
});

describe('Time limits', () => {
  it('10 s for a token: then its signal is aborted and another try is made', async () => {
    const rig = createRig({ token: (call) => (call === 1 ? new Promise(() => undefined) : { token: 't' }) });
    rig.room.connect();
    await rig.clock.advance(9_999);
    expect(rig.tokenCalls[0]!.signal.aborted).to.equal(false);
    await rig.clock.advance(1);
    expect(rig.tokenCalls[0]!.signal.aborted).to.equal(true);
    expect((rig.tokenCalls[0]!.signal.reason as Error).name).to.equal('TimeoutError');
    await rig.clock.advance(1);
    expect(rig.tokenCalls).to.have.length(2);
  });

  it('10 s for a socket to open: then it is closed and another try is made', async () => {
    const rig = createRig();
    rig.room.connect();
    await rig.clock.advance(9_999);
    expect(rig.socket.isLive).to.equal(true);
    await rig.clock.advance(2);
    expect(rig.sockets.map(({ isLive }) => isLive)).to.deep.equal([false, true]);
    rig.sockets[0]!.open();
    expect(rig.room.state).to.equal('connecting');
  });

  it('a token that comes too late opens nothing', async () => {
    let give: (token: ChatToken) => void = () => undefined;
    const rig = createRig({ token: (call) => (call === 1 ? new Promise((resolve) => (give = resolve)) : { token: 'second' }) });
    rig.room.connect();
    await rig.clock.advance(10_001);
    give({ token: 'first' });
    await settle();
    expect(rig.sockets.map(({ token }) => token)).to.deep.equal(['second']);
  });
});

describe('Which close ends a room', () => {
  it('1000 after a DISCONNECT_USER that names me: kicked, for good', async () => {
    const rig = createRig({ token: () => ({ token: 't', userId: 'ann' }) });
    let told: DisconnectDetails | undefined;
    rig.room.addListener('disconnect', (_reason, details) => (told = details));
    const socket = await rig.open();
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'ann' }));
    await rig.clock.advance(3_000);
    socket.end(1000);
    expect(rig.events.at(-1)).to.equal('disconnect serverDisconnect');
    expect(told).to.include({ cause: 'kicked', closeCode: 1000 });
    expect(rig.clock.waiting).to.equal(0);
    expect(rig.room.stats.lastCloseCode).to.equal(1000);
  });

  it('somebody else\'s removal is not mine', async () => {
    const rig = createRig({ token: () => ({ token: 't', userId: 'ann' }) });
    let told: DisconnectDetails | undefined;
    rig.room.addListener('disconnect', (_reason, details) => (told = details));
    const socket = await rig.open();
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob' }));
    socket.end(1000);
    expect(told).not.to.have.property('cause');
  });

  it('while I am unknown, a removal less than 2 s before a 1000 counts as mine', async () => {
    const rig = createRig();
    const causes: unknown[] = [];
    rig.room.addListener('disconnect', (_reason, { cause }) => causes.push(cause));
    for (const agoMs of [1_999, 2_000]) {
      const socket = await rig.open();
      socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob' }));
      await rig.clock.advance(agoMs);
      socket.end(1000);
    }
    expect(causes).to.deep.equal(['kicked', undefined]);
  });

  it('a removal before a connection says nothing about it', async () => {
    const rig = createRig({ token: () => ({ token: 't', userId: 'ann' }) });
    const socket = await rig.open();
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'ann' }));
    socket.end(1006);
    await rig.clock.advance(1);
    let told: DisconnectDetails | undefined;
    rig.room.addListener('disconnect', (_reason, details) => (told = details));
    rig.socket.open();
    rig.socket.end(4000);
    expect(told).not.to.have.property('cause');
  });

  for (const code of [1000, 4000, 4401]) {
    it(`${code} is final`, async () => {
      const rig = createRig();
      (await rig.open()).end(code);
      await rig.clock.advance(600_000);
      expect(rig.events.at(-1)).to.equal('disconnect serverDisconnect');
      expect(rig.tokenCalls).to.have.length(1);
    });
  }

  for (const code of [1000, 4000]) {
    it(`${code} is tried again where the room says so, but not after a removal`, async () => {
      let comesBack = true;
      const rig = createRig({ comesBack: () => comesBack, token: () => ({ token: 't', userId: 'ann' }) });
      const reasons: unknown[] = [];
      rig.room.addListener('connecting', ({ reason, lost }) => reasons.push([reason, lost]));
      (await rig.open()).end(code);
      expect(rig.room.state).to.equal('connecting');
      await rig.clock.advance(1);
      rig.socket.open();
      expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'connecting 2', 'connect']);
      expect(reasons).to.deep.equal([[undefined, false], ['serverDisconnect', true]]);
      rig.socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'ann' }));
      rig.socket.end(code);
      expect(rig.events.at(-1)).to.equal('disconnect serverDisconnect');

      comesBack = false;
      (await rig.open()).end(code);
      expect(rig.room.state).to.equal('disconnected');
    });
  }

  for (const code of [1001, 1005, 1006, 1011, 1012, 1013, 1014, 1008, 3000]) {
    it(`${code} is tried again`, async () => {
      const rig = createRig();
      (await rig.open()).end(code);
      await rig.clock.advance(1);
      rig.socket.open();
      expect(rig.room.state).to.equal('connected');
    });
  }
});

describe('Wake-ups', () => {
  async function waiting(): Promise<RoomRig> {
    const rig = createRig();
    const socket = await rig.open();
    rig.chance = 1;
    socket.end(1006);
    await outage(rig, 70_000);
    return rig;
  }

  for (const reason of ['online', 'visible', 'pageshow', 'resume', 'clock'] as const) {
    it(`${reason} tries again at once`, async () => {
      const rig = await waiting();
      const known = rig.sockets.length;
      rig.wake(reason);
      await settle();
      expect(rig.sockets.length).to.equal(known + 1);
    });
  }

  it('online starts an attempt anew that hangs since the network changed', async () => {
    const rig = createRig({ token: (call) => (call === 1 ? new Promise(() => undefined) : { token: 't' }) });
    rig.room.connect();
    await rig.clock.advance(5_000);
    rig.wake('online');
    await settle();
    expect(rig.tokenCalls[0]!.signal.aborted).to.equal(true);
    rig.socket.open();
    expect(rig.room.state).to.equal('connected');
    expect(rig.clock.waiting).to.equal(0);
  });

  for (const reason of ['online', 'pageshow', 'resume', 'clock'] as const) {
    it(`${reason} replaces an open connection, which may be half open, without a gap`, async () => {
      const rig = createRig();
      const first = await rig.open();
      rig.wake(reason);
      await settle();
      expect(rig.room.state).to.equal('connected');
      rig.socket.open();
      first.receive(messageFrame('still read'));
      expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'message still read']);
      expect(rig.room.stats.renewals).to.equal(1);
    });
  }

  it('showing a page leaves a connection alone that works', async () => {
    const rig = createRig();
    await rig.open();
    rig.wake('visible');
    await settle();
    expect(rig.tokenCalls).to.have.length(1);
  });

  it('replaces a connection once in 30 s at most', async () => {
    const rig = createRig();
    await rig.open();
    for (let second = 0; second < 120; second++) {
      rig.wake(second % 2 === 0 ? 'online' : 'clock');
      await rig.clock.advance(1_000);
      if (rig.socket.readyState === 0) rig.socket.open();
    }
    // The first connection, then at 0, 30, 60, 90 and 120 s.
    expect(rig.tokenCalls).to.have.length(6);
  });

  it('are watched for from connect() to the end only', async () => {
    const rig = createRig();
    expect(rig.isWatching).to.equal(false);
    await rig.open();
    expect(rig.isWatching).to.equal(true);
    rig.room.disconnect();
    expect(rig.isWatching).to.equal(false);
  });
});

describe('A half-open link', () => {
  it('is replaced when a request times out and nothing was heard since it was sent', async () => {
    const rig = createRig();
    const first = await rig.open();
    await rig.clock.advance(60_000);
    rig.room.sendMessage(new SendMessageRequest('Hi')).catch(() => undefined);
    await rig.clock.advance(12_000);
    expect(rig.sockets).to.have.length(2);
    rig.socket.open();
    void rig.room.sendMessage(new SendMessageRequest('again'));
    expect(rig.socket.sent).to.have.length(1);
    expect(first.sent).to.have.length(1);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });

  it('is given up when it cannot be replaced', async () => {
    const rig = createRig();
    const first = await rig.open();
    await rig.clock.advance(60_000);
    rig.room.sendMessage(new SendMessageRequest('Hi')).catch(() => undefined);
    await rig.clock.advance(12_000);
    rig.socket.end(1006);
    expect(rig.room.state).to.equal('connecting');
    expect(first.isLive).to.equal(false);
    expect(rig.events.at(-1)).to.equal('connecting 1');
  });
});
