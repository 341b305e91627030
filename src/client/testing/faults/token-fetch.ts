import { expect } from 'chai';
import { ChatTokenError, type ChatToken } from '../../index.js';
import { fastTiming } from '../fast-timing.js';
import { doors, everything, type Scenario } from './scenario.js';
import { healsAfter, twice } from './twice.js';

export function tokenFetch(): Scenario[] {
  const wire = doors.flatMap((door) =>
    twice(
      `token fetch: the endpoint's door is "${door}"`,
      async (rig) => {
        await rig.tokenProxy?.door(door);
        rig.tokenProxy?.reset();
      },
      (rig) => healsAfter(rig, 2),
      { ...everything, tokenByWire: true, isImpatient: true },
    ),
  );
  const lines = (['freeze', 'blackhole', 'reset', 'close'] as const).flatMap((how) =>
    twice(
      `token fetch: the answer breaks off by ${how}`,
      (rig) => {
        rig.tokenProxy?.fuse({ direction: 'down', bytes: 40, how });
        rig.tokenProxy?.reset();
      },
      (rig) => healsAfter(rig, 2),
      { tokenByWire: true, isImpatient: true },
    ),
  );
  const slow: Scenario = {
    name: 'token fetch: a slow endpoint within the limit',
    options: { tokenByWire: true },
    async run(rig) {
      rig.tokenProxy?.line({ latencyMs: fastTiming.tokenTimeoutMs / 5 });
      await rig.connected();
      expect(rig.attempts.length).to.equal(1);
    },
  };
  const bad: readonly (readonly [string, (call: number) => Promise<ChatToken>])[] = [
    ['an error', () => Promise.reject(new Error('no'))],
    ['undefined as error', () => Promise.reject(undefined as unknown as Error)],
    ['a ChatTokenError without a status', () => Promise.reject(new ChatTokenError('no'))],
    ['a ChatTokenError 500', () => Promise.reject(new ChatTokenError('no', { status: 500 }))],
    ['a ChatTokenError 404', () => Promise.reject(new ChatTokenError('no', { status: 404 }))],
    ['a ChatTokenError 429 with Retry-After', () => Promise.reject(new ChatTokenError('no', { status: 429, retryAfterMs: 100 }))],
    ['a ChatTokenError 503 with Retry-After', () => Promise.reject(new ChatTokenError('no', { status: 503, retryAfterMs: 100 }))],
    ['a ChatTokenError 429 with an odd Retry-After', () => Promise.reject(new ChatTokenError('no', { status: 429, retryAfterMs: NaN }))],
    ['a ChatTokenError 503 with a negative Retry-After', () => Promise.reject(new ChatTokenError('no', { status: 503, retryAfterMs: -5000 }))],
    ['nothing at all', () => Promise.resolve(undefined as unknown as ChatToken)],
    ['an empty token', () => Promise.resolve({ token: '' })],
    ['a number as token', () => Promise.resolve({ token: 7 as unknown as string })],
    ['a token that no subprotocol can be', () => Promise.resolve({ token: 'two words, and a comma' })],
    ['a token that nobody knows', () => Promise.resolve({ token: 'AQICunknown' })],
    ['a promise for ever', () => new Promise(() => undefined)],
    ['a throw', () => { throw new Error('thrown'); }],
  ];
  const answers = bad.flatMap(([name, answer]): Scenario[] => [
    {
      name: `token fetch: ${name}, twice, at the first connection`,
      options: { ...everything, isImpatient: true, token: (fetchToken, call) => (call <= 2 ? answer(call) : fetchToken()) },
      async run(rig) {
        rig.room.connect();
        await rig.recovers();
        expect(rig.attempts.length).to.equal(3);
      },
    },
    {
      name: `token fetch: ${name}, twice, at a reconnection`,
      options: { ...everything, isImpatient: true, token: (fetchToken, call) => (call === 2 || call === 3 ? answer(call) : fetchToken()) },
      async run(rig) {
        await rig.connected();
        rig.proxy.reset();
        await rig.until(() => rig.attempts.length >= 4, 'the fourth attempt');
        await rig.recovers();
      },
    },
  ]);
  const finals: readonly (readonly [string, ChatTokenError])[] = [
    ['401', new ChatTokenError('no', { status: 401 })],
    ['403', new ChatTokenError('no', { status: 403 })],
    ['a final error', new ChatTokenError('no', { final: true })],
    ['a final 503', new ChatTokenError('no', { status: 503, final: true })],
  ];
  const ends = finals.flatMap(([name, error]): Scenario[] => [
    {
      name: `token fetch: ${name} is final at the first connection`,
      options: { token: () => Promise.reject(error) },
      async run(rig) {
        rig.room.connect();
        await rig.ends('fetchTokenError');
        expect(rig.attempts.length).to.equal(1);
      },
    },
    {
      name: `token fetch: ${name} is final at a reconnection`,
      options: { token: (fetchToken, call) => (call === 1 ? fetchToken() : Promise.reject(error)) },
      async run(rig) {
        await rig.connected();
        rig.proxy.reset();
        await rig.ends('fetchTokenError');
        expect(rig.attempts.length).to.equal(2);
      },
    },
  ]);
  return [...wire, ...lines, slow, ...answers, ...ends];
}
