import { IvschatClient } from '@aws-sdk/client-ivschat';
import { expect } from 'chai';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createSandbox, type Sandbox } from '../../demo/server/sandbox.js';
import { MemoryBanStore } from './ban-store.js';
import { createModerationEndpoint } from './create-moderation-endpoint.js';
import { createTokenEndpoint } from './create-token-endpoint.js';
import type { WebHandler } from './json-endpoint.js';
import { answerOf, post, sessionOf } from './testing/requests.js';
import type { TokenGrant } from './token-grant.js';

const people: Readonly<Record<string, TokenGrant>> = {
  ada: { userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada' } },
  lurker: { userId: 'lurker' },
  mira: { userId: 'mira', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] },
};

describe('The endpoints with the real AWS SDK, against the sandbox', () => {
  let sandbox: Sandbox;
  let client: IvschatClient;
  let token: WebHandler;
  let moderate: WebHandler;
  let later: (() => Promise<void>)[];
  const sockets: WebSocket[] = [];

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new IvschatClient({ region: 'us-west-2', endpoint: sandbox.url, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } });
    later = [];
    const shared = {
      client,
      rooms: [sandbox.roomArn],
      bans: new MemoryBanStore(),
      authorize: (request: Request) => people[sessionOf(request) ?? ''] ?? null,
      schedule: (task: () => Promise<void>) => later.push(task),
    };
    token = createTokenEndpoint(shared);
    moderate = createModerationEndpoint({ ...shared, eventNames: ['app:poll'] });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    client.destroy();
    await sandbox.close();
  });

  const tokenFor = async (session: string) => String((await answerOf(await token(post({}, { session }))))['token']);
  const act = (action: string, body: object) => moderate(post(body, { session: 'mira', path: `/chat/moderate/${action}` }));

  async function enter(chatToken: string): Promise<WebSocket> {
    const socket = new WebSocket(sandbox.socketUrl, chatToken);
    sockets.push(socket);
    await once(socket, 'open');
    return socket;
  }

  async function nextFrame(socket: WebSocket): Promise<Record<string, unknown>> {
    const [data] = (await once(socket, 'message')) as [Buffer];
    return JSON.parse(data.toString()) as Record<string, unknown>;
  }

  async function say(socket: WebSocket, content: string): Promise<Record<string, unknown>> {
    const answer = nextFrame(socket);
    socket.send(JSON.stringify({ Action: 'SEND_MESSAGE', RequestId: 'r1', Content: content }));
    return answer;
  }

  it('make a token that lets its owner do what authorize granted, under that name', async () => {
    expect(await say(await enter(await tokenFor('ada')), 'Hello')).to.deep.include({
      Type: 'MESSAGE',
      Content: 'Hello',
      Sender: { UserId: 'ada', Attributes: { displayName: 'Ada' } },
    });
    expect(await say(await enter(await tokenFor('lurker')), 'Hello')).to.include({ Type: 'ERROR', ErrorCode: 403 });
  });

  it('delete a message and send an event for the whole room', async () => {
    const ada = await enter(await tokenFor('ada'));
    const { Id: messageId } = await say(ada, 'Spam');
    const deletion = nextFrame(ada);
    expect((await act('delete-message', { messageId, reason: 'Spam' })).status).to.equal(200);
    const { EventName, Attributes } = await deletion;
    expect(EventName).to.equal('aws:DELETE_MESSAGE');
    expect(Attributes).to.include({ MessageID: messageId, Reason: 'Spam' });
    const event = nextFrame(ada);
    expect((await act('send-event', { eventName: 'app:poll', attributes: { question: 'Tea?' } })).status).to.equal(200);
    expect(await event).to.deep.include({ EventName: 'app:poll', Attributes: { question: 'Tea?' } });
  });

  it('ban: the connection closes, new tokens are refused, and a hoarded one does not help for long', async () => {
    const ada = await enter(await tokenFor('ada'));
    const hoarded = await tokenFor('ada');
    const closed = once(ada, 'close');
    expect((await act('ban', { userId: 'ada', reason: 'Spam' })).status).to.equal(200);
    expect((await closed)[0]).to.equal(1000);
    expect((await token(post({}, { session: 'ada' }))).status).to.equal(403);

    const back = await enter(hoarded);
    const closedAgain = once(back, 'close');
    for (const task of later) await task();
    expect((await closedAgain)[0]).to.equal(1000);

    expect((await act('unban', { userId: 'ada' })).status).to.equal(200);
    expect(await say(await enter(await tokenFor('ada')), 'Sorry')).to.include({ Type: 'MESSAGE', Content: 'Sorry' });
  });

  it('turn the control plane throttling into 429 for the page', async () => {
    const lines: string[] = [];
    const single = new IvschatClient({ region: 'us-west-2', endpoint: sandbox.url, credentials: { accessKeyId: 'A', secretAccessKey: 's' }, maxAttempts: 1 });
    const endpoint = createTokenEndpoint({ client: single, rooms: [sandbox.roomArn], authorize: () => ({ userId: 'ada' }), log: (line) => lines.push(line) });
    sandbox.hooks.refuseCalls({ operation: 'CreateChatToken', errorType: 'ThrottlingException', count: 1 });
    const response = await endpoint(post());
    expect([response.status, response.headers.get('Retry-After')]).to.deep.equal([429, '2']);
    expect(lines).to.have.length(1);
    single.destroy();
  });
});
