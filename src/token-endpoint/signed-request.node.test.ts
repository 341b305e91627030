import { CreateChatTokenCommand, DeleteMessageCommand, DisconnectUserCommand, IvschatClient, SendEventCommand } from '@aws-sdk/client-ivschat';
import { expect } from 'chai';
import { MemoryBanStore } from './ban-store.js';
import { createTokenEndpoint } from './create-token-endpoint.js';
import { createModeration } from './moderation.js';
import { authorizationOf, recordAws, signatureOf, type RecordedCall } from './testing/aws-recorder.js';
import { answerOf, foreignRoom, post, room } from './testing/requests.js';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** An operation as the service model inside the SDK has it: method, path, and the fields of its input. */
interface Model {
  readonly method: string;
  readonly path: string;
  readonly fields: readonly string[];
}

function modelOf(command: object): Model {
  const [, , , traits, input] = (command as { schema: readonly unknown[] }).schema;
  const [method, path] = (traits as { http: [string, string, number] }).http;
  const [, , , , fields] = (input as () => readonly unknown[])();
  return { method, path, fields: fields as string[] };
}

describe('What the real AWS SDK sends', () => {
  let aws: Awaited<ReturnType<typeof recordAws>>;
  let client: IvschatClient;
  let answer: { status: number; headers?: Record<string, string>; body: string };

  const tokenAnswer = {
    status: 200,
    body: JSON.stringify({ token: 'A'.repeat(40), tokenExpirationTime: '2026-01-01T00:01:00Z', sessionExpirationTime: '2026-01-01T01:00:00Z' }),
  };

  before(async () => {
    aws = await recordAws(() => answer);
    client = new IvschatClient({
      region: 'us-west-2',
      endpoint: aws.url,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey },
      maxAttempts: 1,
    });
  });
  beforeEach(() => {
    aws.calls.length = 0;
    answer = tokenAnswer;
  });
  after(async () => {
    client.destroy();
    await aws.close();
  });

  function expectSigned(call: RecordedCall, { method, path, fields }: Model): void {
    expect(call).to.include({ method, path });
    expect(call.headers['content-type']).to.equal('application/json');
    expect(Object.keys(JSON.parse(call.body) as object).filter((name) => !fields.includes(name))).to.deep.equal([]);
    const { accessKeyId, scope, signedHeaders, signature } = authorizationOf(call);
    expect(accessKeyId).to.equal('AKIDEXAMPLE');
    expect(scope).to.match(/^\d{8}\/us-west-2\/ivschat\/aws4_request$/);
    expect(signedHeaders).to.include.members(['content-type', 'host', 'x-amz-date']);
    expect(signature).to.equal(signatureOf(call, secretAccessKey));
  }

  it('for a token: path, body and signature as the service model has them', async () => {
    const endpoint = createTokenEndpoint({
      client,
      rooms: [room],
      authorize: () => ({ userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada ☕' }, sessionDurationInMinutes: 30 }),
    });
    const response = await endpoint(post({ userId: 'mod', capabilities: ['DELETE_MESSAGE'], attributes: { role: 'moderator' } }));
    expect(await answerOf(response)).to.include({
      token: 'A'.repeat(40),
      tokenExpirationTime: '2026-01-01T00:01:00.000Z',
      sessionExpirationTime: '2026-01-01T01:00:00.000Z',
    });
    expect(aws.calls).to.have.length(1);
    const [call] = aws.calls as [RecordedCall];
    expectSigned(call, modelOf(new CreateChatTokenCommand({ roomIdentifier: room, userId: 'x' })));
    expect(call.path).to.equal('/CreateChatToken');
    expect(JSON.parse(call.body)).to.deep.equal({
      roomIdentifier: room,
      userId: 'ada',
      capabilities: ['SEND_MESSAGE'],
      attributes: { displayName: 'Ada ☕' },
      sessionDurationInMinutes: 30,
    });
  });

  it('for nobody and for a foreign room: nothing', async () => {
    const endpoint = createTokenEndpoint({ client, rooms: [room], authorize: (_, { roomIdentifier }) => (roomIdentifier === room ? null : { userId: 'ada' }) });
    expect((await endpoint(post())).status).to.equal(401);
    expect((await endpoint(post({ roomIdentifier: foreignRoom }))).status).to.equal(403);
    expect(aws.calls).to.deep.equal([]);
  });

  it('for moderation: path, body and signature as the service model has them', async () => {
    const moderation = createModeration({ client, rooms: [room], bans: new MemoryBanStore(), schedule: () => undefined });
    const id = 'AbCdEf123456';
    const cases: [() => Promise<unknown>, object, object][] = [
      [() => moderation.deleteMessage({ messageId: id, reason: 'Spam' }), new DeleteMessageCommand({ roomIdentifier: room, id }), { roomIdentifier: room, id, reason: 'Spam' }],
      [() => moderation.disconnectUser({ userId: 'troll' }), new DisconnectUserCommand({ roomIdentifier: room, userId: 'x' }), { roomIdentifier: room, userId: 'troll' }],
      [() => moderation.ban({ userId: 'troll', reason: 'Spam' }), new DisconnectUserCommand({ roomIdentifier: room, userId: 'x' }), { roomIdentifier: room, userId: 'troll', reason: 'Spam' }],
      [() => moderation.sendEvent({ eventName: 'app:poll', attributes: { a: 'b' } }), new SendEventCommand({ roomIdentifier: room, eventName: 'x' }), { roomIdentifier: room, eventName: 'app:poll', attributes: { a: 'b' } }],
    ];
    for (const [act, command, body] of cases) {
      aws.calls.length = 0;
      answer = { status: 200, body: '{"id":"EventId00001"}' };
      await act();
      expect(aws.calls).to.have.length(1);
      const [call] = aws.calls as [RecordedCall];
      expectSigned(call, modelOf(command));
      expect(JSON.parse(call.body)).to.deep.equal(body);
    }
  });

  describe('and what comes of its errors:', () => {
    const cases: [number, string, string, number][] = [
      [403, 'AccessDeniedException', '{"message":"User: arn:aws:iam::1:user/x is not authorized"}', 500],
      [403, 'PendingVerification', '{"message":"Pending"}', 500],
      [404, 'ResourceNotFoundException', '{"message":"No room","resourceId":"x","resourceType":"ROOM"}', 404],
      [429, 'ThrottlingException', '{"message":"Rate exceeded","limit":200}', 429],
      [400, 'ValidationException', '{"message":"Bad","reason":"OTHER"}', 500],
      [403, 'UnrecognizedClientException', '{"message":"The security token included in the request is invalid."}', 500],
      [500, 'InternalServerException', '{"message":"Oops"}', 503],
      [200, '', 'SECRET-CHAT-TOKEN is no JSON', 503],
      [200, '', '{}', 503],
    ];
    for (const [status, type, body, expected] of cases) {
      it(`${type || body} becomes ${expected}`, async () => {
        const lines: string[] = [];
        const endpoint = createTokenEndpoint({ client, rooms: [room], authorize: () => ({ userId: 'ada' }), log: (line) => lines.push(line) });
        answer = { status, headers: type === '' ? {} : { 'x-amzn-ErrorType': type }, body };
        const response = await endpoint(post());
        expect(response.status).to.equal(expected);
        expect(Object.keys(await answerOf(response))).to.deep.equal(['error']);
        expect(lines).to.have.length(1);
        expect(lines[0]).to.contain(type).and.not.contain('SECRET');
      });
    }

    it('a server that cannot be reached becomes 503', async () => {
      const gone = new IvschatClient({ region: 'us-west-2', endpoint: 'http://127.0.0.1:1', credentials: { accessKeyId: 'A', secretAccessKey }, maxAttempts: 1 });
      const lines: string[] = [];
      const endpoint = createTokenEndpoint({ client: gone, rooms: [room], authorize: () => ({ userId: 'ada' }), log: (line) => lines.push(line) });
      expect((await endpoint(post())).status).to.equal(503);
      expect(lines[0]).to.contain('ECONNREFUSED');
      gone.destroy();
    });

    it('missing credentials become 500 with a hint', async () => {
      const lines: string[] = [];
      const credentials = () => Promise.reject(Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' }));
      const bare = new IvschatClient({ region: 'us-west-2', endpoint: aws.url, credentials, maxAttempts: 1 });
      const endpoint = createTokenEndpoint({ client: bare, rooms: [room], authorize: () => ({ userId: 'ada' }), log: (line) => lines.push(line) });
      expect((await endpoint(post())).status).to.equal(500);
      expect(lines[0]).to.contain('AWS credentials');
      bare.destroy();
    });
  });
});
