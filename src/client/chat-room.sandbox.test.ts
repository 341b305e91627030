import { expect } from 'chai';
import {
  ChatConnectionLostError,
  ChatRequestError,
  ChatRoom,
  DeleteMessageRequest,
  DisconnectUserRequest,
  SendMessageRequest,
  type ChatCapability,
  type ChatMessage,
  type ChatRoomConfig,
  type DisconnectDetails,
} from './index.js';
import { openSandboxRoom, type SandboxRoom } from './testing/any-sandbox.js';
import { fastTiming } from './testing/fast-timing.js';
import { eventFrame } from './testing/frames.js';
import { until } from './testing/until.js';

const everything: readonly ChatCapability[] = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'];

describe('A room on real sockets, at the sandbox', () => {
  let sandbox: SandboxRoom;
  const rooms: ChatRoom[] = [];

  before(async () => {
    sandbox = await openSandboxRoom();
  });

  afterEach(() => {
    for (const room of rooms.splice(0)) room.disconnect();
  });

  after(() => sandbox.close());

  function create(userId: string, capabilities: readonly ChatCapability[] = ['SEND_MESSAGE'], config: Partial<ChatRoomConfig> = {}, minutes?: number): ChatRoom {
    const room = new ChatRoom({
      regionOrUrl: sandbox.socketUrl,
      tokenProvider: async () => ({ ...(await sandbox.createToken(userId, capabilities, minutes)), userId }),
      timing: fastTiming,
      ...config,
    });
    rooms.push(room);
    return room;
  }

  async function connect(...args: Parameters<typeof create>): Promise<ChatRoom> {
    const room = create(...args);
    room.connect();
    await until(() => room.state === 'connected', `${args[0]} connects`);
    return room;
  }

  it('chats: one writes, both read', async () => {
    const [ann, bob] = [await connect('ann'), await connect('bob')];
    const heard: ChatMessage[] = [];
    bob.addListener('message', (message) => heard.push(message));
    const sent = await ann.sendMessage(new SendMessageRequest('Hello, Bob \u{1F44B}', { mood: 'good' }));
    await until(() => heard.length > 0, 'bob reads');
    expect(heard[0]).to.deep.equal(sent);
    expect(sent).to.deep.include({ content: 'Hello, Bob \u{1F44B}', attributes: { mood: 'good' } });
    expect(sent.sender.userId).to.equal('ann');
    expect(sent.sendTime).to.be.instanceOf(Date);
  });

  it('moderates: a message is deleted, a user removed for good', async () => {
    const [ann, mod] = [await connect('ann'), await connect('mod', everything)];
    const told: string[] = [];
    let end: DisconnectDetails | undefined;
    ann.addListener('messageDelete', ({ messageId, reason }) => told.push(`${messageId} ${reason}`));
    ann.addListener('disconnect', (_reason, details) => (end = details));
    const { id } = await ann.sendMessage(new SendMessageRequest('rude'));
    expect(await mod.deleteMessage(new DeleteMessageRequest(id, 'Rude'))).to.include({ messageId: id, reason: 'Rude' });
    await until(() => told.includes(`${id} Rude`), 'ann is told');
    expect(await mod.disconnectUser(new DisconnectUserRequest('ann', 'Bye'))).to.include({ userId: 'ann', reason: 'Bye' });
    await until(() => end !== undefined, 'ann is removed');
    expect(end).to.include({ cause: 'kicked', closeCode: 1000 });
  });

  it('hears the refusals of the service', async () => {
    const ann = await connect('ann');
    const codes = await Promise.all(
      [
        ann.deleteMessage(new DeleteMessageRequest('M2YcHkgffEvU')),
        ann.sendMessage(new SendMessageRequest('x'.repeat(501))),
        ann.sendMessage(new SendMessageRequest('')),
      ].map((answer) => answer.catch((error: unknown) => error as ChatRequestError)),
    );
    for (const error of codes) expect(error).to.be.instanceOf(ChatRequestError);
    expect((codes[0] as ChatRequestError).errorCode).to.equal(403);
  });

  it('comes back with a fresh token after its connection was cut, and settles what was in flight', async () => {
    const ann = await connect('ann');
    await sandbox.hook('ignore', { userId: 'ann', count: 1 });
    const answer = ann.sendMessage(new SendMessageRequest('lost')).catch((error: unknown) => error);
    await sandbox.hook('drop', { userId: 'ann' });
    expect(await answer).to.be.instanceOf(ChatConnectionLostError);
    await until(() => ann.state === 'connected', 'ann is back');
    expect((await ann.sendMessage(new SendMessageRequest('back'))).content).to.equal('back');
    expect(ann.stats).to.include({ connects: 2, tokenCalls: 2, lastCloseCode: 1006 });
  });

  it('reads deletions in either spelling', async () => {
    const ann = await connect('ann');
    const told: string[] = [];
    ann.addListener('messageDelete', ({ messageId }) => told.push(messageId));
    const frames = ['MessageID', 'MessageId'].map((name) => eventFrame('aws:DELETE_MESSAGE', { [name]: `by ${name}` }));
    await sandbox.hook('send', { userId: 'ann', frames });
    await until(() => told.length === 2, 'both are read');
    expect(told).to.deep.equal(['by MessageID', 'by MessageId']);
  });

  it('renews its session without a gap when it is told that the session has expired', async () => {
    const ann = await connect('ann');
    const events: string[] = [];
    for (const name of ['connecting', 'connect', 'disconnect'] as const) ann.addListener(name, () => events.push(name));
    await sandbox.hook('fail', { userId: 'ann', errorCode: 401, count: 1 });
    const error = await ann.sendMessage(new SendMessageRequest('late')).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ChatRequestError).and.include({ errorCode: 401 });
    await until(() => ann.stats.renewals === 1, 'it is renewed');
    expect((await ann.sendMessage(new SendMessageRequest('again'))).content).to.equal('again');
    expect(events).to.deep.equal([]);
  });

  it('is told apart from a kick when its session ends', async () => {
    // The session's length is the server's word, so a minute passes in an instant here.
    let elapsed = 0;
    const clock = {
      now: () => performance.now() + elapsed,
      setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
      clearTimeout: (handle: unknown) => clearTimeout(handle as number),
    };
    const ann = await connect('ann', ['SEND_MESSAGE'], { clock }, 1);
    elapsed = 59_000;
    const reasons: unknown[] = [];
    ann.addListener('connecting', ({ reason }) => reasons.push(reason));
    await sandbox.hook('endSession', { userId: 'ann' });
    await until(() => ann.stats.connects === 2, 'ann is back');
    expect(reasons).to.deep.equal(['sessionEnd']);
  });

  it('replaces a link on which nothing comes back any more', async () => {
    const ann = await connect('ann');
    const [connection] = await sandbox.hook<{ connectionId: string }[]>('connections', { userId: 'ann' });
    await sandbox.hook('freeze', { connectionId: connection!.connectionId });
    const error = await ann.sendMessage(new SendMessageRequest('into the void')).catch((reason: unknown) => reason as Error);
    expect((error as Error).name).to.equal('ChatTimeoutError');
    await until(() => ann.stats.renewals === 1, 'it is replaced');
    expect((await ann.sendMessage(new SendMessageRequest('heard'))).content).to.equal('heard');
    await sandbox.hook('thaw', { connectionId: connection!.connectionId });
  });
});
