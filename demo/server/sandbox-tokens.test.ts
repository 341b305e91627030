import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import { ManualClock } from './testing/manual-clock.js';
import { enter, knock, RawClient } from './testing/raw-client.js';

const minute = 60_000;

describe('the tokens and sessions of the sandbox', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await createSandbox({ clock });
  });
  afterEach(() => sandbox.close());

  it('dates a token a minute ahead and its session an hour, or as long as was asked for', () => {
    const { token, tokenExpirationTime, sessionExpirationTime } = sandbox.createToken({ userId: 'ada' });
    expect(token).to.match(/^[\w-]{16,4096}$/);
    expect(tokenExpirationTime.getTime() - clock.now()).to.equal(minute);
    expect(sessionExpirationTime.getTime() - clock.now()).to.equal(60 * minute);
    const short = sandbox.createToken({ userId: 'ada', sessionDurationInMinutes: 5 });
    expect(short.sessionExpirationTime.getTime() - clock.now()).to.equal(5 * minute);
  });

  it('takes the token as the only subprotocol and names it in its answer', async () => {
    const { token } = sandbox.createToken({ userId: 'ada' });
    const client = new RawClient(sandbox.socketUrl, token);
    await new Promise((resolve) => client.socket.once('open', resolve));
    expect(client.socket.protocol).to.equal(token);
  });

  it('opens one connection with a token and refuses the second', async () => {
    const { token } = sandbox.createToken({ userId: 'ada' });
    expect(await knock(sandbox.socketUrl, token)).to.equal(101);
    expect(await knock(sandbox.socketUrl, token)).to.equal(401);
    expect(sandbox.hooks.upgrades().map(({ outcome }) => outcome)).to.deep.equal(['accepted', 'used']);
  });

  it('refuses a token that is a minute old, and not one that is a millisecond younger', async () => {
    const [old, fresh] = [sandbox.createToken({ userId: 'ada' }), sandbox.createToken({ userId: 'ada' })];
    clock.advance(minute - 1);
    expect(await knock(sandbox.socketUrl, fresh.token)).to.equal(101);
    clock.advance(1);
    expect(await knock(sandbox.socketUrl, old.token)).to.equal(401);
    expect(sandbox.hooks.upgrades({ userId: 'ada' }).map(({ outcome }) => outcome)).to.deep.equal(['accepted', 'expired']);
  });

  it('refuses a connection without a token and with one that it never made', async () => {
    expect(await knock(sandbox.socketUrl)).to.equal(401);
    expect(await knock(sandbox.socketUrl, 'AQICmadeup')).to.equal(401);
    expect(await knock(`${sandbox.socketUrl}/elsewhere`, sandbox.createToken({ userId: 'ada' }).token)).to.equal(404);
  });

  it('refuses bad tokens with another status, or by closing, where an option says so', async () => {
    sandbox.hooks.configure({ badTokenStatus: 403 });
    expect(await knock(sandbox.socketUrl, 'AQICmadeup')).to.equal(403);
    sandbox.hooks.configure({ badTokenCloseCode: 4401 });
    expect(await new RawClient(sandbox.socketUrl, 'AQICmadeup').closed).to.equal(4401);
  });

  it('closes the connection with 1000 when its session ends', async () => {
    const short = await enter(sandbox, { userId: 'ada', sessionDurationInMinutes: 1 });
    const long = await enter(sandbox, { userId: 'bo', sessionDurationInMinutes: 180 });
    clock.advance(minute);
    expect(await short.closed).to.equal(1000);
    expect(await long.ask({ Action: 'SEND_MESSAGE', RequestId: 'on', Content: 'Still here' })).to.include({ Type: 'MESSAGE' });
  });

  it('counts a session from the making of its token, not from the connection', async () => {
    const { token } = sandbox.createToken({ userId: 'ada', sessionDurationInMinutes: 1 });
    clock.advance(minute - 10);
    const client = new RawClient(sandbox.socketUrl, token);
    await new Promise((resolve) => client.socket.once('open', resolve));
    clock.advance(10);
    expect(await client.closed).to.equal(1000);
  });

  it('ends sessions with another code, after a time of 401 answers, where options say so', async () => {
    sandbox.hooks.configure({ sessionEndCloseCode: 4000, sessionEndGraceMs: 500 });
    const client = await enter(sandbox, { userId: 'ada', sessionDurationInMinutes: 1 });
    clock.advance(minute);
    expect(await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'x', Content: 'Too late' })).to.include({ Type: 'ERROR', ErrorCode: 401 });
    clock.advance(500);
    expect(await client.closed).to.equal(4000);
  });

  it('makes no token for what the service would not accept', () => {
    const refused = (request: object, name = 'ValidationException'): void => {
      expect(() => sandbox.createToken({ userId: 'ada', ...request }), JSON.stringify(request)).to.throw().with.property('name', name);
    };
    refused({ userId: '' });
    refused({ userId: 'u'.repeat(129) });
    refused({ capabilities: ['VIEW'] });
    refused({ sessionDurationInMinutes: 0 });
    refused({ sessionDurationInMinutes: 181 });
    refused({ sessionDurationInMinutes: 1.5 });
    refused({ attributes: { bio: 'x'.repeat(1024) } });
    refused({ roomIdentifier: 'lobby' });
    refused({ roomIdentifier: 'arn:aws:ivschat:us-west-2:123456789012:room/Unknown' }, 'ResourceNotFoundException');
  });
});
