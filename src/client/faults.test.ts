import { expect } from 'chai';
import { ChatRoom, SendMessageRequest, type ChatError } from './index.js';
import { openSandboxRoom, type SandboxRoom } from './testing/any-sandbox.js';
import { fastTiming } from './testing/fast-timing.js';
import { until } from './testing/until.js';

/**
 * The main faults on the sockets of this engine, by the sandbox's hooks; the many are in `faults.node.test.ts`. The limit for opening stays
 * wide where it is not what the test is about.
 */
interface Fault {
  readonly name: string;
  /** Hooks that make it happen and hooks that end it, called with the target. */
  readonly strike: readonly (readonly [name: string, details?: object])[];
  readonly heal?: readonly (readonly [name: string, details?: object])[];
}

const final = [1000, 4000, 4401];
const retried = [1001, 1008, 1011, 1012, 1013, 1014, 3000];
const dropped = ['drop'] as const;

const cuts: readonly Fault[] = [
  { name: 'a dropped connection', strike: [dropped] },
  { name: 'a broken WebSocket frame', strike: [['send', { raw: '//////////8=' }]] },
  { name: 'text that is not UTF-8', strike: [['send', { raw: 'gQL//w==' }]] },
  ...retried.map((code) => ({ name: `close code ${code}`, strike: [['close', { code }]] as const })),
];

const refusals: readonly Fault[] = [
  ...[401, 403, 429, 500, 503].map((status) => ({ name: `HTTP ${status}`, strike: [['refuse', { mode: 'status', status, count: 2 }], dropped] as const })),
  { name: 'a reset', strike: [['refuse', { mode: 'reset', count: 2 }], dropped] },
  { name: 'no answer', strike: [['refuse', { mode: 'hang', count: 1 }], dropped] },
  { name: 'an open and close with 1011', strike: [['refuse', { mode: 'close', closeCode: 1011, count: 2 }], dropped] },
];

const silences: readonly Fault[] = (['in', 'out', 'both'] as const).map((direction) => ({
  name: `a freeze, ${direction}`,
  strike: [['freeze', { direction }]],
  heal: [['thaw']],
}));

let lastUser = 0;

describe('A room under faults, on the sockets of this engine', () => {
  let sandbox: SandboxRoom;
  let room: ChatRoom;
  let userId: string;
  let heard: string[];
  let events: string[];

  before(async () => {
    sandbox = await openSandboxRoom();
  });

  after(() => sandbox.close());

  beforeEach(async () => {
    userId = `faulty-${++lastUser}`;
    heard = [];
    events = [];
    room = new ChatRoom({
      regionOrUrl: sandbox.socketUrl,
      tokenProvider: async () => ({ ...(await sandbox.createToken(userId, ['SEND_MESSAGE'])), userId }),
      timing: { ...fastTiming, openTimeoutMs: 1500, tokenTimeoutMs: 1500 },
    });
    room.addListener('message', ({ id }) => heard.push(id));
    room.addListener('connecting', ({ attempt }) => events.push(`connecting ${attempt}`));
    room.addListener('connect', () => events.push('connect'));
    room.addListener('disconnect', (reason) => events.push(`disconnect ${reason}`));
    room.connect();
    await until(() => room.state === 'connected', 'it connects');
  });

  afterEach(async () => {
    room.disconnect();
    const { attempts } = room.stats;
    const told = events.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([room.state, room.stats.attempts, events.length], 'nothing after disconnect()').to.deep.equal(['disconnected', attempts, told]);
    expect(new Set(heard).size, 'each message once').to.equal(heard.length);
  });

  async function call(hooks: Fault['strike']): Promise<void> {
    for (const [name, details] of hooks) await sandbox.hook(name, { ...details, userId });
  }

  async function recovers(): Promise<void> {
    for (let turn = 1; ; turn++) {
      await until(() => room.state === 'connected', 'the recovery');
      const outcome = await send();
      if (outcome === 'resolved') return;
      if (turn === 5) throw new Error(`the fifth message after the recovery: ${outcome}`);
    }
  }

  async function send(): Promise<string> {
    try {
      await room.sendMessage(new SendMessageRequest('hello'));
      return 'resolved';
    } catch (error) {
      return (error as ChatError).code;
    }
  }

  for (const { name, strike } of cuts) {
    it(`comes back after ${name}, and settles what was in flight`, async () => {
      await sandbox.hook('ignore', { userId, count: 1 });
      const outcome = send();
      await call(strike);
      expect(['CONNECTION_LOST', 'REQUEST_TIMEOUT']).to.include(await outcome);
      await recovers();
      expect(room.stats.connects).to.be.at.least(2);
    });
  }

  for (const { name, strike } of refusals) {
    it(`comes back though it is met with ${name} first`, async () => {
      const { attempts } = room.stats;
      await call(strike);
      await until(() => room.stats.attempts >= attempts + strike.length, 'more attempts');
      await recovers();
    });
  }

  for (const { name, strike, heal = [] } of silences) {
    it(`replaces the connection after ${name}`, async () => {
      await call(strike);
      expect(await send()).to.equal('REQUEST_TIMEOUT');
      await call(heal);
      await recovers();
      expect(room.stats.requestTimeouts).to.be.at.least(1);
    });
  }

  for (const code of final) {
    it(`ends with close code ${code}`, async () => {
      await call([['close', { code }]]);
      await until(() => room.state === 'disconnected', 'the end');
      expect(events.at(-1)).to.equal('disconnect serverDisconnect');
    });
  }

  it('waits for a slow line', async () => {
    await call([['delay', { ms: 200 }]]);
    expect(await send()).to.equal('resolved');
    await call([['delay', { ms: 0 }]]);
    expect(room.stats.attempts).to.equal(1);
  });

  it('is removed for good by name', async () => {
    await sandbox.hook('disconnectUser', { userId });
    await until(() => room.state === 'disconnected', 'the end');
    expect(events.at(-1)).to.equal('disconnect serverDisconnect');
  });
});
