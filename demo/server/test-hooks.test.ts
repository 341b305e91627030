import { expect } from 'chai';
import { WebSocket } from 'ws';
import { createSandbox, type Sandbox } from './sandbox.js';
import { ManualClock } from './testing/manual-clock.js';
import { enter, knock, RawClient, waitFor, type Frame, type RawClient as Client } from './testing/raw-client.js';

const say = (client: Client, id: string): Promise<Frame> => client.ask({ Action: 'SEND_MESSAGE', RequestId: id, Content: 'a' });
const ids = (client: Client): unknown[] => client.frames.map((frame) => frame['RequestId']);

describe('the hooks of the sandbox', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await createSandbox({ clock, messagesPerSecond: null, requestsPerSecond: null });
  });
  afterEach(() => sandbox.close());

  const token = (userId = 'ada'): string => sandbox.createToken({ userId, capabilities: ['SEND_MESSAGE'] }).token;

  it('list what arrived, literally, and who is connected', async () => {
    const ada = await enter(sandbox, 'ada');
    await enter(sandbox, 'bo');
    ada.write('{ "action" : "SEND_MESSAGE","requestid":"x", "content":"Hi" }');
    ada.socket.send(Buffer.from([1, 2, 3]), { binary: true });
    await ada.answer('');
    const arrived = sandbox.hooks.arrived({ userId: 'ada' });
    expect(arrived.map(({ text, binary }) => ({ text, binary }))).to.deep.equal([
      { text: '{ "action" : "SEND_MESSAGE","requestid":"x", "content":"Hi" }', binary: false },
      { text: 'AQID', binary: true },
    ]);
    expect(sandbox.hooks.arrived({ userId: 'bo' })).to.deep.equal([]);
    expect(sandbox.hooks.connections().map(({ userId }) => userId)).to.deep.equal(['ada', 'bo']);
    sandbox.hooks.forget();
    expect(sandbox.hooks.arrived()).to.deep.equal([]);
  });

  it('drop a connection with no word, and only the one meant', async () => {
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    expect(sandbox.hooks.drop({ userId: 'ada' })).to.deep.equal({ count: 1 });
    expect(await ada.closed).to.equal(1006);
    expect(await say(bo, 'on')).to.include({ Type: 'MESSAGE' });
  });

  it('close connections with any code, and end sessions', async () => {
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    sandbox.hooks.close({ userId: 'ada', code: 1011, reason: 'deploy' });
    sandbox.hooks.endSession({ userId: 'bo' });
    expect(await Promise.all([ada.closed, bo.closed])).to.deep.equal([1011, 1000]);
  });

  it('freeze a connection that stays open, then let through what was held up, in order', async () => {
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    sandbox.hooks.freeze({ userId: 'ada' });
    ada.write('{"Action":"SEND_MESSAGE","RequestId":"held","Content":"a"}');
    await say(bo, 'b1');
    await say(bo, 'b2');
    expect(ids(ada)).to.deep.equal([]);
    expect(sandbox.hooks.arrived({ userId: 'ada' })).to.deep.equal([]);
    expect(ada.socket.readyState).to.equal(WebSocket.OPEN);
    sandbox.hooks.thaw({ userId: 'ada' });
    await ada.answer('held');
    expect(ids(ada)).to.deep.equal(['b1', 'b2', 'held']);
  });

  it('freeze one way only, and connections that are still to come', async () => {
    sandbox.hooks.freeze({ userId: 'ada', direction: 'out' });
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    ada.write('{"Action":"SEND_MESSAGE","RequestId":"one-way","Content":"a"}');
    await bo.answer('one-way');
    expect(ids(ada)).to.deep.equal([]);
  });

  it('delay what is sent, in order, by the clock', async () => {
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    sandbox.hooks.delay({ userId: 'ada', ms: 2000 });
    await say(bo, 'slow');
    sandbox.hooks.delay({ userId: 'ada', ms: 0 });
    await say(bo, 'behind');
    clock.advance(1999);
    await say(bo, 'last');
    expect(ids(ada)).to.deep.equal([]);
    clock.advance(1);
    await ada.answer('last');
    expect(ids(ada)).to.deep.equal(['slow', 'behind', 'last']);
  });

  it('refuse upgrades so many times, with a status, and leave the token unspent', async () => {
    sandbox.hooks.refuse({ status: 500, count: 2 });
    const unspent = token();
    expect([await knock(sandbox.socketUrl, unspent), await knock(sandbox.socketUrl, unspent), await knock(sandbox.socketUrl, unspent)]).to.deep.equal([
      500, 500, 101,
    ]);
    expect(sandbox.hooks.upgrades().map(({ outcome }) => outcome)).to.deep.equal(['refused', 'refused', 'accepted']);
  });

  it('refuse upgrades by a reset, by closing at once and by never answering', async () => {
    sandbox.hooks.refuse({ mode: 'reset', count: 1 });
    expect(await new RawClient(sandbox.socketUrl, token()).closed).to.equal(1006);
    sandbox.hooks.refuse({ mode: 'close', closeCode: 1013, count: 1 });
    expect(await new RawClient(sandbox.socketUrl, token()).closed).to.equal(1013);
    sandbox.hooks.refuse({ mode: 'hang', count: 1 });
    const hanging = new RawClient(sandbox.socketUrl, token());
    await waitFor(() => sandbox.hooks.upgrades().length === 3, 'the third attempt');
    expect(hanging.socket.readyState).to.equal(WebSocket.CONNECTING);
  });

  it('refuse one user for a time and let the others in', async () => {
    sandbox.hooks.refuse({ userId: 'ada', forMs: 5000 });
    expect(await knock(sandbox.socketUrl, token('ada'))).to.equal(503);
    expect(await knock(sandbox.socketUrl, token('bo'))).to.equal(101);
    clock.advance(5000);
    expect(await knock(sandbox.socketUrl, token('ada'))).to.equal(101);
  });

  it('refuse tokens until they allow them again', () => {
    sandbox.hooks.refuseTokens();
    expect(() => token()).to.throw().with.property('name', 'AccessDeniedException');
    expect(() => token()).to.throw();
    sandbox.hooks.allow();
    expect(token()).to.be.a('string');
    expect(sandbox.hooks.calls().map(({ operation, status }) => `${operation} ${status}`)).to.deep.equal([
      'CreateChatToken 403',
      'CreateChatToken 403',
      'CreateChatToken 200',
    ]);
  });

  it('answer requests with an error of choice, and swallow requests', async () => {
    const ada = await enter(sandbox, 'ada');
    sandbox.hooks.fail({ errorCode: 429, count: 1 });
    expect(await say(ada, 'slow-down')).to.include({ Type: 'ERROR', ErrorCode: 429 });
    sandbox.hooks.ignore({ action: 'SEND_MESSAGE', count: 1 });
    ada.write('{"Action":"SEND_MESSAGE","RequestId":"lost","Content":"a"}');
    await ada.ask({ Action: 'DELETE_MESSAGE', RequestId: 'd', Id: 'AbCdEfGhIjKl' });
    await say(ada, 'heard');
    expect(ids(ada)).to.deep.equal(['slow-down', 'd', 'heard']);
  });

  it('send any frame: as JSON, as text, as binary, or as bytes that are no WebSocket frame', async () => {
    const ada = await enter(sandbox, 'ada');
    sandbox.hooks.send({ userId: 'ada', frame: { Type: 'NEWS' } });
    sandbox.hooks.send({ frames: [{ Type: 'A' }, { Type: 'B' }] });
    sandbox.hooks.send({ text: 'not JSON' });
    sandbox.hooks.send({ binary: 'AQID' });
    await waitFor(() => ada.texts.length === 5, 'five frames');
    expect(ada.texts).to.deep.equal(['{"Type":"NEWS"}', '{"Type":"A"}', '{"Type":"B"}', 'not JSON', 'AQID']);
    const complaint = new Promise<Error>((resolve) => ada.socket.once('error', resolve));
    sandbox.hooks.send({ raw: Buffer.from([0xff, 0xff, 0xff, 0xff]).toString('base64') });
    expect((await complaint).message).to.contain('Invalid WebSocket frame');
  });

  it('speak for the room: messages of anybody, events, deletions, removals', async () => {
    const ada = await enter(sandbox, 'ada');
    const { id } = sandbox.hooks.sendMessage({ userId: 'ghost', content: 'Boo', senderAttributes: { displayName: 'Ghost' } });
    sandbox.hooks.sendEvent({ eventName: 'poll', attributes: { question: 'Reverb?' } });
    sandbox.hooks.deleteMessage({ id, reason: 'Boring' });
    sandbox.hooks.disconnectUser({ userId: 'ada' });
    expect(await ada.closed).to.equal(1000);
    expect(ada.frames.map((frame) => frame['EventName'] ?? frame['Content'])).to.deep.equal(['Boo', 'poll', 'aws:DELETE_MESSAGE', 'aws:DISCONNECT_USER']);
  });

  it('reset everything that a test has asked to go wrong', async () => {
    const ada = await enter(sandbox, 'ada');
    sandbox.hooks.freeze();
    sandbox.hooks.delay({ ms: 1000 });
    sandbox.hooks.fail({ errorCode: 500 });
    sandbox.hooks.refuse();
    sandbox.hooks.reset();
    expect(await say(ada, 'normal')).to.include({ Type: 'MESSAGE' });
    expect(await knock(sandbox.socketUrl, token('bo'))).to.equal(101);
  });
});

describe('the hooks of the sandbox over HTTP', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  const post = (name: string, input?: unknown): Promise<Response> =>
    fetch(`${sandbox.url}/sandbox/hooks/${name}`, { method: 'POST', ...(input === undefined ? {} : { body: JSON.stringify(input) }) });

  it('do the same as in JavaScript, for any origin', async () => {
    sandbox = await createSandbox({ hooks: true });
    const room = await post('createRoom', { messagesPerSecond: null });
    expect(room.headers.get('access-control-allow-origin')).to.equal('*');
    const { roomArn } = (await room.json()) as { roomArn: string };
    const { token, tokenExpirationTime } = (await (await post('createToken', { userId: 'ada', roomIdentifier: roomArn })).json()) as Record<string, string>;
    expect(new Date(String(tokenExpirationTime)).getTime()).to.be.closeTo(Date.now() + 60_000, 5000);
    const ada = new RawClient(sandbox.socketUrl, token);
    await new Promise((resolve) => ada.socket.once('open', resolve));
    expect(await (await post('connections')).json()).to.have.nested.property('[0].roomArn', roomArn);
    expect(await (await post('reset')).json()).to.deep.equal({});
    expect(await (await post('drop', { userId: 'ada' })).json()).to.deep.equal({ count: 1 });
    expect(await ada.closed).to.equal(1006);
  });

  it('answer the preflight of a page elsewhere', async () => {
    sandbox = await createSandbox({ hooks: true });
    const { status, headers } = await fetch(`${sandbox.url}/sandbox/hooks/drop`, { method: 'OPTIONS' });
    expect(status).to.equal(204);
    expect(headers.get('access-control-allow-headers')).to.equal('Content-Type');
  });

  it('say what is wrong with a call', async () => {
    sandbox = await createSandbox({ hooks: true });
    expect((await post('explode')).status).to.equal(404);
    expect((await post('hasOwnProperty')).status).to.equal(404);
    expect((await post('drop', [1])).status).to.equal(400);
    expect((await post('delay', {})).status).to.equal(400);
    expect((await fetch(`${sandbox.url}/sandbox/hooks/drop`)).status).to.equal(405);
    const refused = await post('createToken', { userId: '' });
    expect(refused.status).to.equal(400);
    expect(await refused.json()).to.have.property('message').that.contains('userId');
  });

  it('are refused without the option', async () => {
    sandbox = await createSandbox();
    const { status, headers } = await post('drop');
    expect(status).to.equal(403);
    expect(headers.get('access-control-allow-origin')).to.equal(null);
  });
});
