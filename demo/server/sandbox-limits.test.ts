import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import { ManualClock } from './testing/manual-clock.js';
import { enter, type Frame, type RawClient } from './testing/raw-client.js';

const code = (frame: Frame): unknown => (frame['Type'] === 'ERROR' ? frame['ErrorCode'] : 'accepted');

describe('the sandbox against what it must not accept', () => {
  let sandbox: Sandbox;
  let client: RawClient;
  let requests = 0;

  /** The error code that a request gets, or `accepted`. */
  const verdict = async (request: Frame): Promise<unknown> => code(await client.ask({ RequestId: `v${(requests += 1)}`, ...request }));

  beforeEach(async () => {
    sandbox = await createSandbox({ messagesPerSecond: null, requestsPerSecond: null });
    client = await enter(sandbox, 'somebody');
  });
  afterEach(() => sandbox.close());

  it('answers an error frame that names the request', async () => {
    const { Id: id, ErrorMessage: message, ...rest } = await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'x', Content: '' });
    expect(rest).to.deep.equal({ Type: 'ERROR', RequestId: 'x', ErrorCode: 400 });
    expect(id).to.match(/^[A-Za-z0-9]{12}$/);
    expect(message).to.be.a('string').that.is.not.empty;
  });

  for (const text of ['', 'hello', '{"Action":', 'null', '42', '"SEND_MESSAGE"', '[{"Action":"SEND_MESSAGE","Content":"a"}]']) {
    it(`answers 400 to ${text === '' ? 'an empty frame' : text} and lives on`, async () => {
      client.write(text);
      expect(await client.answer('')).to.include({ Type: 'ERROR', ErrorCode: 400 });
      expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'still here' })).to.equal('accepted');
    });
  }

  it('answers 400 to a binary frame and lives on', async () => {
    client.socket.send(Buffer.from('{"Action":"SEND_MESSAGE","Content":"a"}'), { binary: true });
    expect(await client.answer('')).to.include({ Type: 'ERROR', ErrorCode: 400 });
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'still here' })).to.equal('accepted');
  });

  it('closes a connection that sends a huge frame with 1009, and only that one', async () => {
    const other = await enter(sandbox, 'other');
    client.write(`{"Action":"SEND_MESSAGE","Content":"${'x'.repeat(200_000)}"}`);
    expect(await client.closed).to.equal(1009);
    expect(await other.ask({ Action: 'SEND_MESSAGE', RequestId: 'o', Content: 'fine' })).to.include({ Type: 'MESSAGE' });
  });

  it('answers 400 to an action that there is not, events included', async () => {
    for (const action of [undefined, null, 7, 'send_message', 'SEND_EVENT', '__proto__', 'constructor']) {
      expect(await verdict({ Action: action }), String(action)).to.equal(400);
    }
  });

  it('answers 400 to a request id that is no string', async () => {
    client.write('{"Action":"SEND_MESSAGE","RequestId":7,"Content":"a"}');
    expect(await client.answer('')).to.include({ ErrorCode: 400 });
  });

  it('counts a message in code points: 500 emoji pass, 501 get 413', async () => {
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: '😀'.repeat(500) })).to.equal('accepted');
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: '😀'.repeat(501) })).to.equal(413);
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'x'.repeat(501) })).to.equal(413);
  });

  it('obeys a room with a shorter maximum, and no room has a longer one', async () => {
    sandbox.hooks.configure({ maxMessageLength: 3 });
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: '👋👋👋' })).to.equal('accepted');
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'four' })).to.equal(413);
    sandbox.hooks.configure({ maxMessageLength: 9000 });
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'x'.repeat(501) })).to.equal(413);
  });

  it('answers 400 to content that is missing, empty or no string', async () => {
    for (const content of [undefined, null, '', 5, ['a'], { a: 'b' }]) {
      expect(await verdict({ Action: 'SEND_MESSAGE', Content: content }), String(content)).to.equal(400);
    }
  });

  it('answers 400 to attributes that are no map of strings and 413 to more than 1,024 bytes of them', async () => {
    for (const attributes of ['a', ['a'], { a: 1 }, { a: null }, { a: { b: 'c' } }]) {
      expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'a', Attributes: attributes })).to.equal(400);
    }
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'a', Attributes: { key: 'é'.repeat(510) } })).to.equal('accepted');
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'a', Attributes: { key: 'é'.repeat(511) } })).to.equal(413);
  });

  it('SECURITY 10: passes an attribute named __proto__ on as data and pollutes nothing', async () => {
    client.write('{"Action":"SEND_MESSAGE","RequestId":"p","Content":"a","Attributes":{"__proto__":"x","constructor":"y"}}');
    await client.answer('p');
    expect(client.texts.at(-1)).to.contain('"Attributes":{"__proto__":"x","constructor":"y"}');
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
  });

  it('answers 400 to a message id that is not 12 letters or digits', async () => {
    for (const id of [undefined, '', 'short', 'AbCdEfGhIjKl0', 'AbCdEfGhIjK!', 123456789012]) {
      expect(await verdict({ Action: 'DELETE_MESSAGE', Id: id }), String(id)).to.equal(400);
    }
  });

  it('takes reasons of 1 to 256 characters and user ids of 1 to 128', async () => {
    const Id = 'AbCdEfGhIjKl';
    expect(await verdict({ Action: 'DELETE_MESSAGE', Id, Reason: '' })).to.equal(400);
    expect(await verdict({ Action: 'DELETE_MESSAGE', Id, Reason: 5 })).to.equal(400);
    expect(await verdict({ Action: 'DELETE_MESSAGE', Id, Reason: 'r'.repeat(256) })).to.equal('accepted');
    expect(await verdict({ Action: 'DELETE_MESSAGE', Id, Reason: 'r'.repeat(257) })).to.equal(413);
    expect(await verdict({ Action: 'DISCONNECT_USER', UserId: '' })).to.equal(400);
    expect(await verdict({ Action: 'DISCONNECT_USER', UserId: 'u'.repeat(128) })).to.equal('accepted');
    expect(await verdict({ Action: 'DISCONNECT_USER', UserId: 'u'.repeat(129) })).to.equal(413);
  });

  it("SECURITY 21: a viewer's delete is refused with 403 and the message stays", async () => {
    const viewer = await enter(sandbox, { userId: 'viewer', capabilities: ['SEND_MESSAGE'] });
    const { Id: id } = await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'm', Content: 'I stay' });
    expect(await viewer.ask({ Action: 'DELETE_MESSAGE', RequestId: 'd', Id: id })).to.include({ Type: 'ERROR', ErrorCode: 403 });
    await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'end', Content: 'Done' });
    expect(client.frames.filter((frame) => frame['Type'] === 'EVENT')).to.deep.equal([]);
  });

  it("SECURITY 21: a viewer's attempt to remove somebody is refused with 403 and nobody goes", async () => {
    const viewer = await enter(sandbox, { userId: 'viewer', capabilities: ['SEND_MESSAGE'] });
    expect(await viewer.ask({ Action: 'DISCONNECT_USER', RequestId: 'k', UserId: 'somebody' })).to.include({ ErrorCode: 403 });
    expect(await verdict({ Action: 'SEND_MESSAGE', Content: 'Still here' })).to.equal('accepted');
  });

  it('answers 403 to a message from somebody who may only watch, and shows them the room all the same', async () => {
    const watcher = await enter(sandbox, { userId: 'watcher', capabilities: [] });
    expect(await watcher.ask({ Action: 'SEND_MESSAGE', RequestId: 'w', Content: 'Hi' })).to.include({ ErrorCode: 403 });
    await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'seen', Content: 'Hi' });
    expect(await watcher.answer('seen')).to.include({ Type: 'MESSAGE' });
  });
});

describe('the rate limits of the sandbox', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  beforeEach(() => void (clock = new ManualClock()));
  afterEach(() => sandbox.close());

  const say = (client: RawClient, id: string): Promise<Frame> => client.ask({ Action: 'SEND_MESSAGE', RequestId: id, Content: 'a' });

  async function sayMany(client: RawClient, prefix: string, count: number): Promise<unknown[]> {
    const verdicts: unknown[] = [];
    for (let index = 0; index < count; index += 1) verdicts.push(code(await say(client, `${prefix}${index}`)));
    return verdicts;
  }

  it('answers 429 to the eleventh request of a connection within a second, and forgives after that', async () => {
    sandbox = await createSandbox({ clock, messagesPerSecond: null });
    const hasty = await enter(sandbox, 'hasty');
    const other = await enter(sandbox, 'other');
    expect(await sayMany(hasty, 'a', 12)).to.deep.equal([...Array<string>(10).fill('accepted'), 429, 429]);
    expect(code(await say(other, 'free'))).to.equal('accepted');
    clock.advance(999);
    expect(code(await say(hasty, 'early'))).to.equal(429);
    clock.advance(1);
    expect(code(await say(hasty, 'late'))).to.equal('accepted');
  });

  it('counts refused and malformed requests of a connection too', async () => {
    sandbox = await createSandbox({ clock });
    const hasty = await enter(sandbox, 'hasty');
    for (let index = 0; index < 10; index += 1) hasty.write('nonsense');
    expect(code(await say(hasty, 'a'))).to.equal(429);
  });

  it('answers 429 to the eleventh message of a room within a second, whoever sends it', async () => {
    sandbox = await createSandbox({ clock });
    const [ada, bo] = [await enter(sandbox, 'ada'), await enter(sandbox, 'bo')];
    expect(await sayMany(ada, 'a', 6)).to.deep.equal(Array<string>(6).fill('accepted'));
    expect(await sayMany(bo, 'b', 5)).to.deep.equal([...Array<string>(4).fill('accepted'), 429]);
    clock.advance(1000);
    expect(code(await say(bo, 'c'))).to.equal('accepted');
  });

  it('answers 429 to more deletions than the room takes in a second', async () => {
    sandbox = await createSandbox({ clock, deletesPerSecond: 2 });
    const moderator = await enter(sandbox, 'moderator');
    const verdicts = [];
    for (const id of ['1', '2', '3']) verdicts.push(code(await moderator.ask({ Action: 'DELETE_MESSAGE', RequestId: id, Id: 'AbCdEfGhIjKl' })));
    expect(verdicts).to.deep.equal(['accepted', 'accepted', 429]);
  });
});
