import { expect } from 'chai';
import {
  ChatConnectionLostError,
  ChatEndpointError,
  ChatNotConnectedError,
  ChatRequestError,
  ChatRoom,
  ChatTimeoutError,
  DeleteMessageRequest,
  DisconnectUserRequest,
  SendMessageRequest,
  type ChatRoomConfig,
} from './index.js';
import { eventFrame, messageFrame } from './testing/frames.js';
import { settle } from './testing/hand-clock.js';
import { createRig } from './testing/room-rig.js';

/** The error that a promise rejects with; an error of the test when it does not. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail('it resolved'),
    (error: unknown) => error as Error,
  );
}

describe('A chat room', () => {
  it('connects with a fresh token as the only subprotocol', async () => {
    const rig = createRig();
    expect(rig.room.state).to.equal('disconnected');
    rig.room.connect();
    expect(rig.room.state).to.equal('connecting');
    await settle();
    expect(rig.socket).to.include({ url: 'wss://edge.ivschat.us-west-2.amazonaws.com', token: 'token-1' });
    rig.socket.open();
    expect(rig.room.state).to.equal('connected');
    expect(rig.events).to.deep.equal(['connecting 1', 'connect']);
  });

  it('throws when it is told to connect twice', async () => {
    const rig = createRig();
    rig.room.connect();
    expect(() => rig.room.connect()).to.throw('State must be "disconnected" but is connecting');
    await settle();
    rig.socket.open();
    expect(() => rig.room.connect()).to.throw('State must be "disconnected" but is connected');
  });

  it('connects anew with a fresh token after disconnect()', async () => {
    const rig = createRig();
    await rig.open();
    rig.room.disconnect();
    await rig.open();
    expect(rig.sockets.map(({ token }) => token)).to.deep.equal(['token-1', 'token-2']);
    expect(rig.events).to.deep.equal(['connecting 1', 'connect', 'disconnect clientDisconnect', 'connecting 1', 'connect']);
  });

  it('says nothing when disconnect() is called at rest', () => {
    const rig = createRig();
    rig.room.disconnect();
    expect(rig.events).to.deep.equal([]);
  });

  it('asks where to connect once the token is there, when it was given a function', async () => {
    let answered: string | undefined;
    const rig = createRig({ regionOrUrl: () => answered, token: () => ((answered = 'eu-west-1'), { token: 't' }) });
    await rig.open();
    expect(rig.socket.url).to.equal('wss://edge.ivschat.eu-west-1.amazonaws.com');
  });

  it('stops for good when such a function gives no place to connect to', async () => {
    const rig = createRig({ regionOrUrl: () => undefined });
    let error: Error | undefined;
    rig.room.addListener('disconnect', (_reason, details) => (error = details.error));
    rig.room.connect();
    await settle();
    expect(error).to.be.instanceOf(ChatEndpointError);
    expect(rig.clock.waiting).to.equal(0);
  });

  const wrong: [string, object, new (...args: never[]) => Error][] = [
    ['no region', { regionOrUrl: undefined }, ChatEndpointError],
    ['a region with a slash', { regionOrUrl: 'evil/x' }, ChatEndpointError],
    ['a token for a provider', { tokenProvider: 'token' }, TypeError],
    ['NaN attempts', { maxReconnectAttempts: NaN }, TypeError],
    ['negative attempts', { maxReconnectAttempts: -1 }, TypeError],
    ['attempts in words', { maxReconnectAttempts: '3' }, TypeError],
  ];
  for (const [name, config, type] of wrong) {
    it(`cannot be made with ${name}`, () => {
      const complete = { regionOrUrl: 'us-west-2', tokenProvider: () => Promise.resolve({ token: 't' }), ...config };
      expect(() => new ChatRoom(complete as ChatRoomConfig)).to.throw(type);
    });
  }
});

describe('What a room hears', () => {
  it('hands on messages, events and moderation', async () => {
    const rig = createRig();
    const heard: unknown[] = [];
    rig.room.addListener('event', ({ eventName, attributes }) => heard.push(eventName, attributes));
    rig.room.addListener('messageDelete', ({ messageId, reason }) => heard.push(messageId, reason));
    rig.room.addListener('userDisconnect', ({ userId }) => heard.push(userId));
    const socket = await rig.open();
    socket.receive(messageFrame('Hi'));
    socket.receive(eventFrame('poll', { question: 'Tea?' }));
    socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageID: 'M1', Reason: 'Spam' }));
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob' }));
    expect(rig.events).to.include('message Hi');
    expect(heard).to.deep.equal(['poll', { question: 'Tea?' }, 'M1', 'Spam', 'bob']);
  });

  it('survives what makes no sense, drops it and counts it', async () => {
    const rig = createRig();
    const socket = await rig.open();
    for (const text of ['', '{', 'null', '[]', '7', '{"Type":"MESSAGE"}', '{"Type":"EVENT","Id":1}']) socket.receive(text);
    socket.receiveBinary();
    socket.receive('{"Type":"SOMETHING_NEW","Id":"x"}');
    socket.receive(messageFrame('probe'));
    expect(rig.events.filter((event) => event.startsWith('message'))).to.deep.equal(['message probe']);
    expect(rig.room.stats).to.include({ framesIn: 10, framesDropped: 8 });
  });

  it('delivers a message once', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const frame = messageFrame('Hi');
    socket.receive(frame);
    socket.receive(frame);
    expect(rig.events.filter((event) => event === 'message Hi')).to.have.length(1);
    expect(rig.room.stats.duplicates).to.equal(1);
  });

  it('knows the user and the capabilities from the token\'s answer', async () => {
    const rig = createRig({ token: () => ({ token: 't', userId: 'ann', attributes: { displayName: 'Ann' }, capabilities: ['SEND_MESSAGE'] }) });
    expect(rig.room.user).to.equal(undefined);
    await rig.open();
    expect(rig.room.user).to.deep.equal({ userId: 'ann', attributes: { displayName: 'Ann' } });
    expect(rig.room.capabilities).to.deep.equal(['SEND_MESSAGE']);
  });

  it('learns the user from an own message, and not from another\'s', async () => {
    const rig = createRig();
    const socket = await rig.open();
    socket.receive(messageFrame('not mine', { Sender: { UserId: 'bob' }, RequestId: 'other' }));
    expect(rig.room.user).to.equal(undefined);
    void rig.room.sendMessage(new SendMessageRequest('mine', undefined, 'r1'));
    socket.receive(messageFrame('mine', { RequestId: 'r1' }));
    expect(rig.room.user?.userId).to.equal('ann');
    expect(rig.room.capabilities).to.equal(undefined);
  });
});

describe('Requests', () => {
  it('resolve with the echo that carries their id, after the listeners heard it', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const answer = rig.room.sendMessage(new SendMessageRequest('Hi', { a: 'b' }, 'r1')).then((message) => rig.events.push(`resolved ${message.id}`));
    expect(socket.lastSent).to.deep.equal({ Action: 'SEND_MESSAGE', RequestId: 'r1', Content: 'Hi', Attributes: { a: 'b' } });
    socket.receive(messageFrame('Hi', { RequestId: 'r1', Id: 'M1' }));
    await answer;
    expect(rig.events.slice(-2)).to.deep.equal(['message Hi', 'resolved M1']);
    expect(rig.clock.waiting).to.equal(0);
  });

  it('resolve with the event of the moderation that they asked for', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const deletion = rig.room.deleteMessage(new DeleteMessageRequest('M1', 'Spam', 'r1'));
    const removal = rig.room.disconnectUser(new DisconnectUserRequest('bob', 'Rude', 'r2'));
    socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageID: 'M1', MessageId: 'M1', Reason: 'Spam' }, { RequestId: 'r1' }));
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob', Reason: 'Rude' }, { RequestId: 'r2' }));
    expect(await deletion).to.include({ messageId: 'M1', reason: 'Spam', requestId: 'r1' });
    expect(await removal).to.include({ userId: 'bob', reason: 'Rude', requestId: 'r2' });
  });

  it('reject with the refusal of the service, whose fields read as in the official client', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const answer = rejection(rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1')));
    socket.receive({ Type: 'ERROR', Id: 'X1', RequestId: 'r1', ErrorCode: 406, ErrorMessage: 'Not here' });
    const error = await answer;
    expect(error).to.be.instanceOf(ChatRequestError);
    expect(error).to.include({ name: 'ChatRequestError', code: 'REQUEST_REFUSED', errorCode: 406, errorMessage: 'Not here', id: 'X1', requestId: 'r1' });
  });

  it('reject as unknown when no answer comes in 12 s', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const answer = rejection(rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1')));
    await rig.clock.advance(11_999);
    socket.receive(messageFrame('a sign of life'));
    await rig.clock.advance(1);
    const error = await answer;
    expect(error).to.be.instanceOf(ChatTimeoutError).and.include({ code: 'REQUEST_TIMEOUT', requestId: 'r1', errorCode: 0 });
    expect(rig.room.stats.requestTimeouts).to.equal(1);
    expect(rig.sockets).to.have.length(1);
    socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
    expect(rig.events).to.include('message Hi');
  });

  it('reject at once when the socket goes, and are not sent again', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const answers = ['r1', 'r2'].map((id) => rejection(rig.room.sendMessage(new SendMessageRequest('Hi', undefined, id))));
    socket.end(1006);
    for (const error of await Promise.all(answers)) expect(error).to.be.instanceOf(ChatConnectionLostError).and.include({ code: 'CONNECTION_LOST' });
    await rig.clock.advance(1);
    rig.socket.open();
    expect(rig.socket.sent).to.deep.equal([]);
  });

  it('reject at once on disconnect(), with an error of its own', async () => {
    const rig = createRig();
    await rig.open();
    const answer = rejection(rig.room.sendMessage(new SendMessageRequest('Hi')));
    rig.room.disconnect();
    expect(await answer).to.be.instanceOf(ChatNotConnectedError).and.include({ code: 'NOT_CONNECTED' });
  });

  it('throw while the room is not connected', async () => {
    const rig = createRig();
    const request = new SendMessageRequest('Hi');
    expect(() => rig.room.sendMessage(request)).to.throw(ChatNotConnectedError);
    rig.room.connect();
    expect(() => rig.room.deleteMessage(new DeleteMessageRequest('M1'))).to.throw(ChatNotConnectedError);
    const socket = await rig.open().catch(async () => (await settle(), rig.socket));
    socket.open();
    socket.end(1006);
    expect(() => rig.room.disconnectUser(new DisconnectUserRequest('bob'))).to.throw(ChatNotConnectedError);
  });

  it('throw when a field is missing or of the wrong type, and send nothing', async () => {
    const rig = createRig();
    const socket = await rig.open();
    expect(() => rig.room.sendMessage({ content: 7 } as unknown as SendMessageRequest)).to.throw(TypeError, 'content must be a string');
    expect(() => rig.room.sendMessage(undefined as unknown as SendMessageRequest)).to.throw(TypeError);
    expect(() => rig.room.deleteMessage({} as unknown as DeleteMessageRequest)).to.throw(TypeError, 'id must be a string');
    expect(socket.sent).to.deep.equal([]);
  });

  it('take plain objects, and give them an id where they have none', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const answer = rig.room.sendMessage({ content: 'Hi' } as SendMessageRequest);
    expect(socket.lastSent['Action']).to.equal('SEND_MESSAGE');
    socket.receive(messageFrame('Hi', { RequestId: socket.lastSent['RequestId'] }));
    expect((await answer).content).to.equal('Hi');
  });

  it('are not sent while one of the same id is in flight, which settles as ever', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const request = new SendMessageRequest('Hi', undefined, 'r1');
    const answer = rig.room.sendMessage(request);
    for (const again of [request, new SendMessageRequest('Other', undefined, 'r1')]) {
      expect(() => rig.room.sendMessage(again)).to.throw(TypeError, 'Duplicate requestId');
    }
    expect(socket.sent).to.have.length(1);
    socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
    expect((await answer).content).to.equal('Hi');
  });

  it('may be repeated after a failure under the same id', async () => {
    const rig = createRig();
    const socket = await rig.open();
    const request = new SendMessageRequest('Hi', undefined, 'r1');
    const first = rejection(rig.room.sendMessage(request));
    socket.receive({ Type: 'ERROR', Id: 'X1', RequestId: 'r1', ErrorCode: 429, ErrorMessage: 'Slow down' });
    await first;
    const second = rig.room.sendMessage(request);
    expect(socket.sent.map((frame) => frame['RequestId'])).to.deep.equal(['r1', 'r1']);
    socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
    expect((await second).requestId).to.equal('r1');
  });

  it('are not settled by an answer to something else', async () => {
    const rig = createRig({ token: () => ({ token: 't', userId: 'ann' }) });
    const socket = await rig.open();
    const settled: string[] = [];
    void rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1')).then(() => settled.push('message'));
    void rig.room.deleteMessage(new DeleteMessageRequest('M1', undefined, 'r2')).then(() => settled.push('deletion'));
    void rig.room.disconnectUser(new DisconnectUserRequest('bob', undefined, 'r3')).then(() => settled.push('removal'));
    socket.receive(messageFrame('forged', { RequestId: 'r1', Sender: { UserId: 'mallory' } }));
    socket.receive(messageFrame('odd', { RequestId: 'r2' }));
    socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageId: 'M9' }, { RequestId: 'r2' }));
    socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageId: 'M1' }, { RequestId: 'r3' }));
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'carl' }, { RequestId: 'r3' }));
    socket.receive(eventFrame('poll', null, { RequestId: 'r1' }));
    socket.receive({ Type: 'ERROR', Id: 'X1', RequestId: '', ErrorCode: 500, ErrorMessage: 'Oops' });
    socket.receive({ Type: 'ERROR', Id: 'X2', RequestId: 'unknown', ErrorCode: 500, ErrorMessage: 'Oops' });
    await settle();
    expect(settled).to.deep.equal([]);
    socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
    socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageId: 'M1' }, { RequestId: 'r2' }));
    socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob' }, { RequestId: 'r3' }));
    await settle();
    expect(settled).to.deep.equal(['message', 'deletion', 'removal']);
  });
});

describe('SECURITY 12: the token', () => {
  const secret = 'sEcReT-tOkEn';

  it('shows in no log at any level, no event, no error and no JSON of the room', async () => {
    const written: string[] = [];
    const note = (...args: unknown[]) => written.push(args.map((arg) => (arg instanceof Error ? `${arg.stack} ${JSON.stringify(arg)}` : String(JSON.stringify(arg)))).join());
    const rig = createRig({ token: () => ({ token: secret, userId: 'ann' }) });
    rig.room.logger = { debug: note, info: note, error: note };
    rig.room.logLevel = 'debug';
    for (const name of ['connecting', 'connect', 'disconnect', 'message', 'event'] as const) rig.room.addListener(name, note);
    const socket = await rig.open();
    const answer = rig.room.sendMessage(new SendMessageRequest('hello there', undefined, 'r1')).catch(note);
    socket.receive('{"Type":');
    socket.end(1006);
    await answer;
    await rig.clock.advance(1);
    rig.socket.open();
    rig.socket.end(1000);
    note(rig.room);
    expect(written.length).to.be.above(8);
    expect(written.join('\n')).not.to.include(secret);
    expect(Object.values(rig.room).map(String).join()).not.to.include(secret);
  });

  it('is not repeated when the socket class refuses it and quotes it', async () => {
    class Refusing {
      constructor(_url: string, token: string) {
        throw Object.assign(new Error(`The subprotocol '${token}' is invalid.`), { name: 'SyntaxError' });
      }
    }
    const rig = createRig({ token: () => ({ token: secret }), WebSocket: Refusing as unknown as typeof WebSocket, maxReconnectAttempts: 0 });
    let error: Error | undefined;
    rig.room.addListener('disconnect', (_reason, details) => (error = details.error));
    rig.room.connect();
    await settle();
    expect(error).to.be.instanceOf(Error);
    expect(`${error!.stack} ${JSON.stringify(error)} ${String(error!.cause)}`).not.to.include(secret);
  });
});

describe('Logs', () => {
  function listen(rig: ReturnType<typeof createRig>): string[] {
    const lines: string[] = [];
    rig.room.logger = {
      debug: (line) => lines.push(line),
      info: (line) => lines.push(line),
      error: (line) => lines.push(line),
    };
    return lines;
  }

  it('SECURITY 13: are silent in normal use, and hold no message text at any level', async () => {
    for (const level of [undefined, 'debug'] as const) {
      const rig = createRig();
      const lines = listen(rig);
      if (level !== undefined) rig.room.logLevel = level;
      const socket = await rig.open();
      void rig.room.sendMessage(new SendMessageRequest('private words', undefined, 'r1'));
      socket.receive(messageFrame('private words', { RequestId: 'r1' }));
      socket.receive(eventFrame('poll', { question: 'private words' }));
      socket.receive('{"Type":"MESSAGE","Content":"private words"');
      socket.receive({ Type: 'ERROR', Id: 'X', RequestId: 'r9', ErrorCode: 400, ErrorMessage: 'private words' });
      socket.end(1006);
      await rig.clock.advance(1);
      rig.socket.open();
      rig.room.disconnect();
      expect(lines.length > 0).to.equal(level === 'debug');
      expect(lines.join()).not.to.include('private');
    }
  });

  it('SECURITY 14: cannot be forged by line breaks and escape characters', async () => {
    const rig = createRig({ id: 'room\nRoom fake: connected\r\u001b[31m\u2028\u0085\u009b' });
    const lines = listen(rig);
    rig.room.logLevel = 'debug';
    await rig.open();
    rig.room.disconnect();
    expect(lines.length).to.be.above(2);
    for (const line of lines) expect(line).to.match(/^Room room\\u000aRoom fake: connected\\u000d\\u001b\[31m\\u2028\\u0085\\u009b: [\x20-\x7e]+$/);
  });

  it('stay silent at a level that does not exist', async () => {
    const rig = createRig();
    const lines = listen(rig);
    rig.room.logLevel = 'silent' as 'error';
    await rig.open();
    expect(lines).to.deep.equal([]);
  });
});

describe('SECURITY 27: hostile listeners and loggers', () => {
  it('break nothing: the room goes on, requests settle, the next listener hears', async () => {
    const reports: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error: unknown) => void reports.push(error);
    try {
      const rig = createRig();
      const heard: string[] = [];
      rig.room.logLevel = 'debug';
      rig.room.logger = {
        debug: () => {
          throw new Error('hostile logger');
        },
        info: async () => {
          throw new Error('late logger');
        },
        error: () => {
          throw new Error('hostile logger');
        },
      };
      for (const name of ['connecting', 'connect', 'disconnect', 'message', 'event', 'messageDelete', 'userDisconnect'] as const) {
        rig.room.addListener(name, () => {
          throw new Error(`hostile ${name}`);
        });
        rig.room.addListener(name, async () => {
          throw new Error(`late ${name}`);
        });
        rig.room.addListener(name, () => heard.push(name));
      }
      const socket = await rig.open();
      const answer = rig.room.sendMessage(new SendMessageRequest('Hi', undefined, 'r1'));
      socket.receive(messageFrame('Hi', { RequestId: 'r1' }));
      socket.receive('nonsense');
      socket.receive(eventFrame('poll', null));
      socket.receive(eventFrame('aws:DELETE_MESSAGE', { MessageId: 'M1' }));
      socket.receive(eventFrame('aws:DISCONNECT_USER', { UserId: 'bob' }));
      expect((await answer).content).to.equal('Hi');
      rig.room.disconnect();
      expect(heard).to.deep.equal(['connecting', 'connect', 'message', 'event', 'messageDelete', 'userDisconnect', 'disconnect']);
      await settle();
      const messages = reports.map((error) => (error as Error).message);
      for (const name of heard) for (const how of ['hostile', 'late']) expect(messages.filter((text) => text === `${how} ${name}`)).to.have.length(1);
      expect(messages).to.include.members(['hostile logger', 'late logger']);
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('are told to the logger where the host has no reportError', async () => {
    const { reportError } = globalThis;
    globalThis.reportError = undefined as unknown as typeof reportError;
    try {
      const rig = createRig();
      const lines: string[] = [];
      rig.room.logger = { debug: () => undefined, info: () => undefined, error: (line) => lines.push(line) };
      rig.room.addListener('connect', () => {
        throw new Error('hostile\nlistener');
      });
      rig.room.addListener('connect', () => {
        throw {
          toString() {
            throw new Error('worse');
          },
        };
      });
      await rig.open();
      expect(rig.room.state).to.equal('connected');
      expect(lines).to.have.length(2);
      expect(lines[0]).to.include('a listener failed: Error: hostile\\u000alistener');
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('cannot be added when they are no functions', () => {
    const { room } = createRig();
    expect(() => room.addListener('connect', undefined as unknown as () => void)).to.throw(TypeError, 'A listener must be a function');
  });
});
