import { expect } from 'chai';
import { checkedToken, sessionLengthMs, userOf, type ChatToken } from './chat-token.js';
import { ChatTokenError } from './errors.js';
import { renewalDelayMs } from './session-renewal.js';

const MINUTE = 60_000;

describe('When a session is renewed', () => {
  it('spreads an hour over its last ten minutes', () => {
    expect(renewalDelayMs(60 * MINUTE, 0)).to.equal(50 * MINUTE);
    expect(renewalDelayMs(60 * MINUTE, 0.5)).to.be.within(54 * MINUTE, 55 * MINUTE);
    expect(renewalDelayMs(60 * MINUTE, 1)).to.equal(60 * MINUTE - 20_000);
  });

  it('spreads a short session over its last quarter and leaves time to connect', () => {
    expect(renewalDelayMs(MINUTE, 0)).to.equal(45_000);
    expect(renewalDelayMs(MINUTE, 1)).to.equal(56_250);
  });

  it('keeps 50,000 viewers who joined together under the quota of 200 tokens a second', () => {
    const seconds = new Map<number, number>();
    for (let viewer = 0; viewer < 50_000; viewer++) {
      const second = Math.floor(renewalDelayMs(60 * MINUTE, Math.random()) / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    expect(Math.max(...seconds.values())).to.be.below(200);
  });
});

describe('How long a session lasts', () => {
  const made = Date.parse('2022-12-02T08:00:00Z');
  const token = (session: unknown, expires: unknown): ChatToken =>
    ({ token: 't', sessionExpirationTime: session, tokenExpirationTime: expires }) as unknown as ChatToken;

  it('is told by the server alone: the device may live in another year', () => {
    expect(sessionLengthMs(token(new Date(made + 60 * MINUTE), new Date(made + MINUTE)))).to.equal(60 * MINUTE);
  });

  it('reads ISO text and epoch milliseconds', () => {
    expect(sessionLengthMs(token('2022-12-02T11:00:00Z', '2022-12-02T08:01:00Z'))).to.equal(180 * MINUTE);
    expect(sessionLengthMs(token(made + 2 * MINUTE, made + MINUTE))).to.equal(2 * MINUTE);
  });

  const wrong: [string, unknown, unknown][] = [
    ['both dates are absent', undefined, undefined],
    ['one is absent', new Date(made), undefined],
    ['the other is absent', undefined, new Date(made)],
    ['one is null', null, new Date(made)],
    ['one is no date', new Date(NaN), new Date(made)],
    ['one is a word', 'soon', new Date(made)],
    ['the session ends before the token was made', new Date(made - 1), new Date(made + MINUTE)],
    ['the session lasts longer than the service allows', new Date(made + 182 * MINUTE), new Date(made + MINUTE)],
    ['seconds were given for milliseconds', made / 1_000, new Date(made)],
  ];
  for (const [name, session, expires] of wrong) {
    it(`is unknown when ${name}`, () => {
      expect(sessionLengthMs(token(session, expires))).to.equal(undefined);
    });
  }
});

describe('What a token provider gives', () => {
  for (const wrong of [undefined, null, 'token', 7, {}, { token: '' }, { token: 7 }, { token: 'no subprotocol' }, []]) {
    it(`is no token: ${JSON.stringify(wrong)}`, () => {
      expect(() => checkedToken(wrong)).to.throw(ChatTokenError);
    });
  }

  it('tells the user where it can', () => {
    expect(userOf({ token: 't', userId: 'ann', attributes: { displayName: 'Ann' } })).to.deep.equal({ userId: 'ann', attributes: { displayName: 'Ann' } });
    expect(userOf({ token: 't', userId: 'ann' })).to.deep.equal({ userId: 'ann' });
    expect(userOf({ token: 't' })).to.equal(undefined);
    expect(userOf({ token: 't', userId: '' })).to.equal(undefined);
  });
});
