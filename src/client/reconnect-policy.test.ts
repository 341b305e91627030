import { expect } from 'chai';
import { ChatTokenError } from './errors.js';
import { backoffMs, isFinalRefusal, judgeClose, limiterWaitMs, retryAfterMs } from './reconnect-policy.js';
import { defaultTiming } from './room-options.js';

describe('Back-off', () => {
  const highest = (retries: number, outageMs = 0) => backoffMs(retries, outageMs, 1, defaultTiming);

  it('waits up to 2 s, then twice as long, then up to 5 s', () => {
    expect([0, 1, 2, 3, 60, 2_000].map((retries) => highest(retries))).to.deep.equal([2_000, 4_000, 5_000, 5_000, 5_000, 5_000]);
  });

  it('waits up to 30 s once an outage has lasted a minute', () => {
    expect(highest(9, 59_999)).to.equal(5_000);
    expect(highest(9, 60_000)).to.equal(30_000);
    expect(highest(2, 60_000)).to.equal(8_000);
  });

  it('spreads evenly from zero to the highest wait', () => {
    expect(backoffMs(0, 0, 0, defaultTiming)).to.equal(0);
    expect(backoffMs(0, 0, 0.25, defaultTiming)).to.equal(500);
    expect(backoffMs(5, 0, 0.5, defaultTiming)).to.equal(2_500);
  });
});

describe('What a token endpoint asks for', () => {
  it('waits as long as it says and up to as much again', () => {
    const error = new ChatTokenError('busy', { status: 429, retryAfterMs: 30_000 });
    expect([0, 0.5, 1].map((random) => retryAfterMs(error, random))).to.deep.equal([30_000, 45_000, 60_000]);
  });

  for (const asked of [NaN, -1, 0, -Infinity, undefined, '30000', null]) {
    it(`does not wait for ${String(asked)}`, () => {
      expect(retryAfterMs({ retryAfterMs: asked }, 1)).to.equal(0);
    });
  }

  it('waits two hours at most, whatever it says', () => {
    expect(retryAfterMs({ retryAfterMs: Infinity }, 1)).to.equal(7_200_000);
    expect(retryAfterMs({ retryAfterMs: 1e300 }, 0)).to.equal(3_600_000);
  });

  it('takes 401 and 403 as final, anything else as passing, and the word of the provider above both', () => {
    const isFinal = (status: number, final?: boolean) => isFinalRefusal(new ChatTokenError('no', final === undefined ? { status } : { status, final }));
    expect([401, 403, 400, 404, 429, 500, 503].map((status) => isFinal(status))).to.deep.equal([true, true, false, false, false, false, false]);
    expect(isFinal(401, false)).to.equal(false);
    expect(isFinal(500, true)).to.equal(true);
    expect([undefined, null, 'no', new Error('no'), { final: true }].map(isFinalRefusal)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('The limiter', () => {
  it('lets 6 attempts through in any 5 s', () => {
    const starts: number[] = [];
    for (const now of [0, 10, 20, 30, 40, 50]) {
      expect(limiterWaitMs(starts, now, 5_000)).to.equal(0);
      starts.push(now);
    }
    expect(limiterWaitMs(starts, 60, 5_000)).to.equal(4_940);
    expect(limiterWaitMs(starts, 4_999, 5_000)).to.equal(1);
    expect(limiterWaitMs(starts, 5_000, 5_000)).to.equal(0);
    starts.push(5_000);
    expect(limiterWaitMs(starts, 5_001, 5_000)).to.equal(9);
  });

  it('waits no longer than its window when a clock runs backwards', () => {
    expect(limiterWaitMs(Array(6).fill(1_000_000), 0, 5_000)).to.equal(5_000);
  });
});

describe('What a close means', () => {
  interface CloseFacts {
    code: number | undefined;
    kick: { agoMs: number; namesMe: boolean };
    unauthorizedAgoMs: number;
    sessionAgeMs: number;
    sessionLengthMs: number | undefined;
  }
  const calm = { code: 1000, kick: { agoMs: NaN, namesMe: false }, unauthorizedAgoMs: Infinity, sessionAgeMs: 60_000, sessionLengthMs: 3_600_000 };
  const verdict = (facts: Partial<CloseFacts>) => {
    const { code, kick, unauthorizedAgoMs, sessionAgeMs, sessionLengthMs } = { ...calm, ...facts };
    return judgeClose(code, kick.agoMs, kick.namesMe, unauthorizedAgoMs, sessionAgeMs, sessionLengthMs);
  };
  const retry = { isFinal: false, reason: 'socketError' };
  const kicked = { isFinal: true, reason: 'serverDisconnect', cause: 'kicked' };
  const ended = { isFinal: false, reason: 'serverDisconnect', cause: 'sessionEnd' };
  const final = { isFinal: true, reason: 'serverDisconnect' };

  const table: [string, Partial<CloseFacts>, object][] = [
    ...[1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1999, 3000, 3999, undefined].map(
      (code): [string, Partial<CloseFacts>, object] => [`${code ?? 'a connection given up'} is tried again`, { code }, retry],
    ),
    ...[1000, 4000, 4401, 4999].map((code): [string, Partial<CloseFacts>, object] => [`${code} out of the blue is final`, { code }, final]),
    ['1000 long after I was named is a kick', { kick: { agoMs: 60_000, namesMe: true } }, kicked],
    ['4000 after I was named is a kick', { code: 4000, kick: { agoMs: 10, namesMe: true } }, kicked],
    ['1006 after I was named is tried again: the token endpoint decides', { code: 1006, kick: { agoMs: 10, namesMe: true } }, retry],
    ['1000 as soon as somebody was named, while I am unknown, is a kick', { kick: { agoMs: 0, namesMe: false } }, kicked],
    ['1000 without a kick is final, whoever was named before', { kick: { agoMs: NaN, namesMe: true } }, final],
    ['1000 soon after somebody was named, while I am unknown, is a kick', { kick: { agoMs: 1_999, namesMe: false } }, kicked],
    ['1000 two seconds after somebody was named is final and no kick', { kick: { agoMs: 2_000, namesMe: false } }, final],
    ['4000 soon after somebody was named is final and no kick', { code: 4000, kick: { agoMs: 10, namesMe: false } }, final],
    ['1000 in the last 30 s of a session is its end', { sessionAgeMs: 3_570_000 }, ended],
    ['1000 before that is final', { sessionAgeMs: 3_569_999 }, final],
    ['1000 after the end of a session is its end', { sessionAgeMs: 4_000_000 }, ended],
    ['1000 in the last quarter of a minute is its end', { sessionAgeMs: 45_000, sessionLengthMs: 60_000 }, ended],
    ['1000 before the last quarter of a minute is final', { sessionAgeMs: 44_999, sessionLengthMs: 60_000 }, final],
    ['1000 in a session of unknown length is final', { sessionLengthMs: undefined, sessionAgeMs: 3_600_000 }, final],
    ['4000 at the end of a session is final', { code: 4000, sessionAgeMs: 3_600_000 }, final],
    ['1000 within 5 s of an ERROR 401 is the end of the session', { unauthorizedAgoMs: 4_999 }, ended],
    ['1000 later than that is final', { unauthorizedAgoMs: 5_000 }, final],
    ['a kick at the end of a session is a kick', { sessionAgeMs: 3_600_000, kick: { agoMs: 10, namesMe: true } }, kicked],
  ];
  for (const [name, facts, expected] of table) {
    it(name, () => {
      expect(verdict(facts)).to.deep.equal(expected);
    });
  }
});
