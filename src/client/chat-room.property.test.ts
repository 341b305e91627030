import { expect } from 'chai';
import fc from 'fast-check';
import { ChatError, ChatTokenError, DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest, type ChatToken, type WakeUpReason } from './index.js';
import type { FakeSocket } from './testing/fake-socket.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';
import { createRig, sessionToken, type RoomRig } from './testing/room-rig.js';

/** Whoever acts on the room, and what it does. Numbers choose among what is there. */
type Step =
  | { readonly do: 'connect' | 'disconnect' | 'answer' | 'unauthorized' | 'loseToken' }
  /** Whatever the attempt under way still needs, so that plays get beyond connecting. */
  | { readonly do: 'succeed'; readonly kind: 'good' | 'short' }
  | { readonly do: 'token'; readonly kind: 'good' | 'short' | 'odd' | 'bad' | 'error' | 'busy' | 'final' }
  | { readonly do: 'request'; readonly kind: 'send' | 'delete' | 'disconnectUser' }
  | { readonly do: 'open' | 'message' | 'kick' | 'refuse'; readonly which: number }
  | { readonly do: 'end'; readonly which: number; readonly code: number }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'wake'; readonly reason: WakeUpReason }
  | { readonly do: 'react'; readonly to: 'connecting' | 'connect' | 'disconnect' | 'message'; readonly by: 'connect' | 'disconnect' | 'send' | 'throw' }
  | { readonly do: 'chance'; readonly value: number };

const which = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('succeed' as const), kind: fc.constantFrom('good', 'short') }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.oneof(fc.nat(3000), fc.nat(20_000), fc.nat(700_000)) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('open' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('token' as const), kind: fc.constantFrom('good', 'good', 'good', 'short', 'odd', 'bad', 'error', 'error', 'busy', 'final') }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('connect' as const, 'connect' as const, 'disconnect' as const, 'answer' as const, 'answer' as const, 'unauthorized' as const, 'loseToken' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('request' as const), kind: fc.constantFrom('send', 'delete', 'disconnectUser') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('end' as const), which, code: fc.constantFrom(1006, 1006, 1006, 1000, 1001, 1005, 1011, 1012, 4000, 3000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('message' as const, 'kick' as const, 'refuse' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wake' as const), reason: fc.constantFrom<WakeUpReason>('online', 'visible', 'pageshow', 'resume', 'clock') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.nat(10_000_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('react' as const),
      to: fc.constantFrom('connecting', 'connect', 'disconnect', 'message'),
      by: fc.constantFrom('connect', 'disconnect', 'send', 'throw'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('chance' as const), value: fc.double({ min: 0, max: 0.999_999, noNaN: true }) }) },
);

interface Answer {
  resolve(token: ChatToken): void;
  reject(error: unknown): void;
}

/** A room, the world around it, and what must hold whatever they do. */
class Play {
  readonly #answers: Answer[] = [];
  readonly #attempts: number[] = [];
  readonly #outcomes: (string | undefined)[] = [];
  /** What went wrong inside a callback, where throwing tells nobody. */
  readonly #faults: string[] = [];
  readonly #rig: RoomRig;
  /** When each socket opened, by `#awakeMs`; the oldest comes first. */
  readonly #openedAt = new Map<FakeSocket, number>();
  /** A time that stands still while the device sleeps, as timers do. */
  #awakeMs = 0;
  #state: 'disconnected' | 'connecting' | 'connected' = 'disconnected';
  #reactions = 0;

  constructor() {
    this.#rig = createRig({
      tokenProvider: () => {
        if (this.room.state === 'disconnected') this.#faults.push('a token call while disconnected');
        this.#attempts.push(this.clock.now());
        return new Promise<ChatToken>((resolve, reject) => this.#answers.push({ resolve, reject }));
      },
    });
    const follow = (event: string, from: readonly string[], to: Play['room']['state']): void => {
      if (!from.includes(this.#state)) this.#faults.push(`${event} while ${this.#state}`);
      this.#state = to;
    };
    this.room.addListener('connecting', ({ lost }) => follow('connecting', lost ? ['connected'] : ['disconnected', 'connecting'], 'connecting'));
    this.room.addListener('connect', () => follow('connect', ['connecting'], 'connected'));
    this.room.addListener('disconnect', () => follow('disconnect', ['connecting', 'connected'], 'disconnected'));
    this.room.addListener('message', () => this.#state === 'disconnected' && this.#faults.push('a message while disconnected'));
  }

  get room() {
    return this.#rig.room;
  }

  get clock() {
    return this.#rig.clock;
  }

  get #live(): FakeSocket[] {
    return this.#rig.sockets.filter((socket) => socket.isLive);
  }

  async step(now: Step): Promise<void> {
    await this.#act(now);
    await settle();
    this.#check();
  }

  async finish(): Promise<void> {
    this.#reactions = Infinity;
    if (this.room.state !== 'disconnected') this.room.disconnect();
    await settle();
    const attempts = this.#attempts.length;
    this.#check();
    await this.clock.advance(20_000_000);
    expect(this.#attempts.length, 'attempts after the end').to.equal(attempts);
    expect(this.#state).to.equal('disconnected');
    expect(this.#outcomes, 'every request settles').to.not.include(undefined);
    const { stats } = this.room;
    expect([stats.tokenCalls, stats.attempts], 'stats').to.deep.equal([attempts, attempts]);
  }

  async #act(now: Step): Promise<void> {
    switch (now.do) {
      case 'connect':
        return void (this.room.state === 'disconnected' && this.room.connect());
      case 'disconnect':
        return this.room.disconnect();
      case 'token':
        return this.#giveToken(now.kind);
      case 'succeed':
        if (this.room.state === 'disconnected') this.room.connect();
        await settle();
        this.#giveToken(now.kind);
        await settle();
        return this.#open(this.#pick(0, 0));
      case 'loseToken':
        return void this.#answers.shift();
      case 'request':
        return this.#request(now.kind);
      case 'open':
        return this.#open(this.#pick(now.which, 0));
      case 'end':
        return this.#pick(now.which)?.end(now.code);
      case 'message':
        return this.#pick(now.which, 1)?.receive(messageFrame('hello'));
      case 'kick':
        return this.#pick(now.which, 1)?.receive(eventFrame('aws:DISCONNECT_USER', { UserId: now.which === 0 ? 'ann' : 'bob' }));
      case 'refuse':
        return this.#answer({ Type: 'ERROR', Id: 'E1', ErrorCode: 429, ErrorMessage: 'no' }, now.which);
      case 'unauthorized':
        return this.#answer({ Type: 'ERROR', Id: 'E1', ErrorCode: 401, ErrorMessage: 'no' }, 0);
      case 'answer':
        return this.#answer({ ...messageFrame('hello'), Content: 'hello' }, 0);
      case 'time':
        this.#awakeMs += now.ms;
        return this.clock.advance(now.ms);
      case 'sleep':
        return this.clock.sleep(now.ms);
      case 'wake':
        return this.#rig.wake(now.reason);
      case 'react':
        return this.#react(now.to, now.by);
      case 'chance':
        this.#rig.chance = now.value;
    }
  }

  /** One of the sockets in a state, or of those that are alive. */
  #pick(which: number, readyState?: number): FakeSocket | undefined {
    const sockets = this.#live.filter((socket) => readyState === undefined || socket.readyState === readyState);
    return sockets[which % Math.max(1, sockets.length)];
  }

  #open(socket: FakeSocket | undefined): void {
    if (!socket) return;
    this.#openedAt.set(socket, this.#awakeMs);
    socket.open();
  }

  #giveToken(kind: Extract<Step, { do: 'token' }>['kind']): void {
    const answer = this.#answers.shift();
    if (!answer) return;
    const user = { userId: 'ann' };
    if (kind === 'good') answer.resolve({ ...sessionToken(60), ...user });
    else if (kind === 'short') answer.resolve({ ...sessionToken(1), ...user });
    else if (kind === 'odd') answer.resolve({ token: 'x', sessionExpirationTime: new Date(0), tokenExpirationTime: new Date(8e15) });
    else if (kind === 'bad') answer.resolve({ token: '' });
    else if (kind === 'error') answer.reject(new Error('no'));
    else if (kind === 'busy') answer.reject(new ChatTokenError('later', { status: 429, retryAfterMs: 5000 }));
    else answer.reject(new ChatTokenError('never', { status: 403 }));
  }

  #request(kind: 'send' | 'delete' | 'disconnectUser'): void {
    const isOpen = this.room.state === 'connected';
    try {
      const promise: Promise<unknown> = {
        send: () => this.room.sendMessage(new SendMessageRequest('hello')),
        delete: () => this.room.deleteMessage(new DeleteMessageRequest('abc')),
        disconnectUser: () => this.room.disconnectUser(new DisconnectUserRequest('bob')),
      }[kind]();
      const at = this.#outcomes.push(undefined) - 1;
      promise.then(
        () => (this.#outcomes[at] = 'resolved'),
        (error: unknown) => {
          this.#outcomes[at] = (error as ChatError).code;
          if (!(error instanceof ChatError)) this.#faults.push(`rejected with ${String(error)}`);
        },
      );
    } catch (error) {
      expect([isOpen, (error as ChatError).code]).to.deep.equal([false, 'NOT_CONNECTED']);
    }
  }

  /** Answers what was sent last over an open socket. */
  #answer(frame: Record<string, unknown>, which: number): void {
    const socket = this.#pick(which, 1);
    const RequestId = socket?.sent.at(-1)?.['RequestId'];
    if (RequestId !== undefined) socket?.receive({ ...frame, RequestId });
  }

  /** A listener that acts on the room, once. */
  #react(to: 'connecting' | 'connect' | 'disconnect' | 'message', by: 'connect' | 'disconnect' | 'send' | 'throw'): void {
    if (this.#reactions++ > 20) return;
    const stop = this.room.addListener(to, () => {
      stop();
      if (this.#reactions === Infinity) return;
      if (by === 'throw') throw new Error('a listener of the page');
      if (by === 'disconnect') this.room.disconnect();
      else if (by === 'send') this.#request('send');
      else if (this.room.state === 'disconnected') this.room.connect();
    });
  }

  #check(): void {
    expect(this.#faults).to.deep.equal([]);
    const { state } = this.room;
    expect(state, 'what the events told').to.equal(this.#state);
    const opening = this.#live.filter(({ readyState }) => readyState === 0).length;
    const open = [...this.#openedAt].filter(([socket]) => socket.readyState === 1);
    expect(opening, 'sockets being opened').to.be.at.most(1);
    if (state === 'connecting') expect(open.length, 'open sockets while connecting').to.equal(0);
    if (state === 'connected') expect(open.length, 'open sockets while connected').to.be.at.least(1);
    open.slice(1).forEach(([, replacedAt], former) => {
      const { sent } = open[former]![0];
      expect(this.#awakeMs - replacedAt, 'ms for which a socket outlives its handover').to.be.below(sent.length > 0 ? 12_000 : 5_000);
    });
    if (state === 'disconnected') {
      expect(this.#live.length, 'live sockets after the end').to.equal(0);
      expect(this.clock.waiting, 'timers after the end').to.equal(0);
      expect(this.#rig.isWatching, 'watching for wake-ups after the end').to.equal(false);
    }
    for (let last = 6; last < this.#attempts.length; last++) {
      expect((this.#attempts[last] as number) - (this.#attempts[last - 6] as number), 'seven attempts within').to.be.at.least(5000);
    }
  }
}

describe('the room, whatever happens in whatever order', () => {
  // What listeners throw goes to the page, and here on to the test runner.
  const host = globalThis as { reportError?: unknown };
  const { reportError } = host;
  before(() => {
    host.reportError = () => undefined;
  });
  after(() => {
    host.reportError = reportError;
  });

  const runs = Number(globalThis.process?.env['PLAYS'] ?? (typeof window === 'undefined' ? 600 : 100));

  it(`keeps its promises over ${runs} random plays`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), async (steps) => {
        const play = new Play();
        await play.step({ do: 'connect' });
        for (const one of steps) await play.step(one);
        await play.finish();
      }),
      { numRuns: runs },
    );
  }).timeout(600_000);
});
