import {
  AccessDeniedException,
  CreateChatTokenCommand,
  DeleteMessageCommand,
  DisconnectUserCommand,
  IvschatClient,
  PendingVerification,
  ResourceNotFoundException,
  SendEventCommand,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-ivschat';
import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import { enter, RawClient } from './testing/raw-client.js';

describe('the control plane of the sandbox, called by the AWS SDK', () => {
  let sandbox: Sandbox;
  let client: IvschatClient;
  let roomIdentifier: string;

  beforeEach(async () => {
    sandbox = await createSandbox({ eventsPerSecond: 2, tokensPerSecond: 8 });
    roomIdentifier = sandbox.roomArn;
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    client = new IvschatClient({ endpoint: sandbox.url, region: 'us-west-2', credentials, maxAttempts: 1 });
  });
  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  /** What a call rejects with. */
  async function rejection(call: Promise<unknown>): Promise<unknown> {
    try {
      await call;
    } catch (error) {
      return error;
    }
    throw new Error('It was accepted');
  }

  it('makes a token that opens a connection with its capabilities and attributes', async () => {
    const { token, tokenExpirationTime, sessionExpirationTime } = await client.send(
      new CreateChatTokenCommand({
        roomIdentifier,
        userId: 'ada',
        capabilities: ['SEND_MESSAGE'],
        attributes: { displayName: 'Ada' },
        sessionDurationInMinutes: 30,
      }),
    );
    expect(tokenExpirationTime?.getTime()).to.be.closeTo(Date.now() + 60_000, 5000);
    expect(sessionExpirationTime?.getTime()).to.be.closeTo(Date.now() + 30 * 60_000, 5000);
    const ada = new RawClient(sandbox.socketUrl, token);
    await new Promise((resolve) => ada.socket.once('open', resolve));
    const message = await ada.ask({ Action: 'SEND_MESSAGE', RequestId: 'a', Content: 'Hi' });
    expect(message['Sender']).to.deep.equal({ UserId: 'ada', Attributes: { displayName: 'Ada' } });
    expect(await ada.ask({ Action: 'DELETE_MESSAGE', RequestId: 'b', Id: message['Id'] })).to.include({ ErrorCode: 403 });
  });

  it('grants no capability that was not asked for', async () => {
    const { token } = await client.send(new CreateChatTokenCommand({ roomIdentifier, userId: 'ada' }));
    const ada = new RawClient(sandbox.socketUrl, token);
    await new Promise((resolve) => ada.socket.once('open', resolve));
    expect(await ada.ask({ Action: 'SEND_MESSAGE', RequestId: 'a', Content: 'Hi' })).to.include({ ErrorCode: 403 });
  });

  it('sends an event to the room', async () => {
    const viewer = await enter(sandbox, 'viewer');
    const { id } = await client.send(new SendEventCommand({ roomIdentifier, eventName: 'poll', attributes: { question: 'Reverb?' } }));
    expect(await viewer.heard()).to.deep.include({ Type: 'EVENT', Id: id, RequestId: '', EventName: 'poll', Attributes: { question: 'Reverb?' } });
  });

  it('deletes a message and disconnects a user', async () => {
    const [troll, viewer] = [await enter(sandbox, 'troll'), await enter(sandbox, 'viewer')];
    const { Id } = await troll.ask({ Action: 'SEND_MESSAGE', RequestId: 'm', Content: 'Spam' });
    const { id } = await client.send(new DeleteMessageCommand({ roomIdentifier, id: String(Id), reason: 'Spam' }));
    expect(await viewer.heard((frame) => frame['Id'] === id)).to.deep.include({ Attributes: { MessageID: Id, MessageId: Id, Reason: 'Spam' } });
    await client.send(new DisconnectUserCommand({ roomIdentifier, userId: 'troll', reason: 'Rude' }));
    expect(await troll.closed).to.equal(1000);
    expect(await viewer.heard((frame) => frame['EventName'] === 'aws:DISCONNECT_USER')).to.deep.include({
      Attributes: { UserId: 'troll', Reason: 'Rude' },
    });
  });

  it('throws ValidationException that names the field', async () => {
    const error = await rejection(client.send(new CreateChatTokenCommand({ roomIdentifier, userId: 'u'.repeat(129) })));
    expect(error).to.be.instanceOf(ValidationException);
    expect(error).to.deep.include({ reason: 'FIELD_VALIDATION_FAILED' });
    expect((error as ValidationException).fieldList?.[0]?.name).to.equal('userId');
    for (const command of [
      new CreateChatTokenCommand({ roomIdentifier: 'lobby', userId: 'ada' }),
      new CreateChatTokenCommand({ roomIdentifier, userId: 'ada', sessionDurationInMinutes: 181 }),
    ]) {
      expect(await rejection(client.send(command))).to.be.instanceOf(ValidationException);
    }
    expect(await rejection(client.send(new SendEventCommand({ roomIdentifier, eventName: 'e'.repeat(101) })))).to.be.instanceOf(ValidationException);
    const large = { roomIdentifier, eventName: 'e', attributes: { text: 'x'.repeat(1024) } };
    expect(await rejection(client.send(new SendEventCommand(large)))).to.be.instanceOf(ValidationException);
    expect(await rejection(client.send(new DeleteMessageCommand({ roomIdentifier, id: 'short' })))).to.be.instanceOf(ValidationException);
  });

  it('throws ResourceNotFoundException that names the room', async () => {
    const unknown = `${roomIdentifier}x`;
    const error = await rejection(client.send(new DisconnectUserCommand({ roomIdentifier: unknown, userId: 'ada' })));
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(error).to.include({ resourceId: unknown, resourceType: 'ROOM' });
  });

  it('throws ThrottlingException beyond the limits of events and tokens', async () => {
    const event = (): Promise<unknown> => client.send(new SendEventCommand({ roomIdentifier, eventName: 'e' }));
    await Promise.all([event(), event()]);
    expect(await rejection(event())).to.be.instanceOf(ThrottlingException);
    const token = (): Promise<unknown> => client.send(new CreateChatTokenCommand({ roomIdentifier, userId: 'ada' }));
    await Promise.all(Array.from({ length: 8 }, token));
    expect(await rejection(token())).to.be.instanceOf(ThrottlingException);
  });

  it('throws what a hook asks it to throw', async () => {
    const token = (): Promise<unknown> => client.send(new CreateChatTokenCommand({ roomIdentifier, userId: 'ada' }));
    sandbox.hooks.refuseTokens({ count: 1 });
    expect(await rejection(token())).to.be.instanceOf(AccessDeniedException);
    sandbox.hooks.refuseCalls({ operation: 'SendEvent', errorType: 'PendingVerification', count: 1 });
    await token();
    expect(await rejection(client.send(new SendEventCommand({ roomIdentifier, eventName: 'e' })))).to.be.instanceOf(PendingVerification);
  });

  it('refuses a call without a signature header, which no page elsewhere can send', async () => {
    const response = await fetch(`${sandbox.url}/CreateChatToken`, { method: 'POST', body: JSON.stringify({ roomIdentifier, userId: 'ada' }) });
    expect(response.status).to.equal(403);
    expect(response.headers.get('x-amzn-errortype')).to.equal('MissingAuthenticationTokenException');
    expect(response.headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('answers 400 to a body that is no JSON object, is too large, and 404 to an unknown operation', async () => {
    const headers = { authorization: 'AWS4-HMAC-SHA256 any' };
    for (const body of ['', '{', '[]', 'null', `{"userId":"${'x'.repeat(70_000)}"}`]) {
      const response = await fetch(`${sandbox.url}/CreateChatToken`, { method: 'POST', headers, body });
      expect([response.status, response.headers.get('x-amzn-errortype')]).to.deep.equal([400, 'ValidationException']);
    }
    expect((await fetch(`${sandbox.url}/CreateRoom`, { method: 'POST', headers, body: '{}' })).status).to.equal(404);
    expect((await fetch(`${sandbox.url}/constructor`, { method: 'POST', headers, body: '{}' })).status).to.equal(404);
  });
});

describe('the address of the sandbox', () => {
  it('is the loopback address, with one port for calls and sockets', async () => {
    const sandbox = await createSandbox();
    expect(sandbox.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(sandbox.socketUrl).to.equal(sandbox.url.replace('http', 'ws'));
    await sandbox.close();
  });

  it('can be chosen, and a port that is taken is refused', async () => {
    const first = await createSandbox();
    const port = Number(new URL(first.url).port);
    const error = await createSandbox({ port }).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'EADDRINUSE');
    await first.close();
    const second = await createSandbox({ port });
    expect(second.url).to.equal(`http://127.0.0.1:${port}`);
    await second.close();
  });
});
