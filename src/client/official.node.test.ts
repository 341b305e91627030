import * as official from 'amazon-ivs-chat-messaging';
import { expect } from 'chai';
import { createSandbox, type Sandbox } from '../../demo/server/sandbox.js';
import * as ours from './index.js';
import { until } from './testing/until.js';
import WebSocket from 'ws';

type Client = Pick<typeof official, 'ChatRoom' | 'SendMessageRequest' | 'DeleteMessageRequest' | 'DisconnectUserRequest'>;

/** Ids and times differ from run to run; what is `undefined` or absent reads the same. */
function plain(value: unknown): unknown {
  const changing = new Set(['id', 'requestId', 'messageId', 'sendTime', 'RequestId', 'Id', 'MessageID', 'MessageId']);
  return JSON.parse(
    JSON.stringify(value, (name, field: unknown) =>
      changing.has(name) ? (field === '' || field === undefined ? undefined : `some ${name}`) : field instanceof Error ? { ...field } : field,
    ) ?? 'null',
  );
}

/** A script as a user of the official package would write it. */
async function script(client: Client, sandbox: Sandbox): Promise<{ events: unknown[]; frames: unknown[] }> {
  const events: unknown[] = [];
  sandbox.hooks.forget();
  const tokenProvider = async () => sandbox.createToken({ userId: 'ann', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] });
  const room = new client.ChatRoom({ regionOrUrl: sandbox.socketUrl, tokenProvider });
  room.logLevel = 'error';
  room.logger = { debug: () => undefined, info: () => undefined, error: () => undefined };
  const note = (name: string) => (value?: unknown) => events.push(plain([name, room.state, value]));
  room.addListener('connecting', () => note('connecting')());
  room.addListener('connect', () => note('connect')());
  room.addListener('disconnect', (reason) => note('disconnect')(reason));
  room.addListener('message', note('message'));
  room.addListener('event', note('event'));
  room.addListener('messageDelete', note('messageDelete'));
  const remove = room.addListener('userDisconnect', note('never'));
  remove();
  room.addListener('userDisconnect', note('userDisconnect'));
  try {
    await room.sendMessage(new client.SendMessageRequest('too early'));
  } catch (error) {
    events.push(error instanceof Error);
  }
  room.connect();
  try {
    room.connect();
  } catch (error) {
    events.push((error as Error).message);
  }
  await until(() => room.state === 'connected', 'it connects');
  const request = new client.SendMessageRequest('Hello', { a: 'b' });
  const answer = room.sendMessage(request);
  try {
    await room.sendMessage(request);
  } catch (error) {
    events.push(['twice', error instanceof Error]);
  }
  const message = await answer;
  note('resolved')(message);
  await room.sendMessage(new client.SendMessageRequest('x'.repeat(501))).catch((error: official.ChatError) => {
    events.push(['rejected', error.errorCode, typeof error.errorMessage, typeof error.id, typeof error.requestId]);
  });
  note('resolved')((await room.deleteMessage(new client.DeleteMessageRequest(message.id, 'Spam'))).reason);
  note('resolved')((await room.disconnectUser(new client.DisconnectUserRequest('bob', 'Rude'))).userId);
  sandbox.hooks.sendEvent({ eventName: 'poll', attributes: { question: 'Tea?' } });
  await until(() => JSON.stringify(events).includes('poll'), 'the event');
  sandbox.hooks.disconnectUser({ userId: 'ann' });
  await until(() => room.state === 'disconnected', 'it is removed');
  room.connect();
  room.disconnect();
  note('end')();
  return { events, frames: sandbox.hooks.arrived().map(({ text }) => plain(JSON.parse(text))) };
}

describe('A script written for the official package', () => {
  let sandbox: Sandbox;
  const host = globalThis as { WebSocket?: unknown };
  const { WebSocket: before_ } = host;

  before(async () => {
    sandbox = await createSandbox({ port: 0 });
    // The official client needs one in Node 20; ours does not.
    host.WebSocket = WebSocket;
  });

  after(async () => {
    host.WebSocket = before_;
    await sandbox.close();
  });

  it('finds every name of it', () => {
    expect(ours).to.include.all.keys(Object.keys(official).filter((name) => name !== 'default' && name !== 'module.exports'));
    expect(ours).to.include.all.keys('ChatRoom', 'ConsoleLogger', 'chatErrorCodes', 'SendMessageRequest', 'DeleteMessageRequest', 'DisconnectUserRequest');
  });

  it('sees the same events and sends the same frames with only the import changed', async () => {
    const theirs = await script(official, sandbox);
    const mine = await script(ours as unknown as Client, sandbox);
    expect(mine.frames).to.deep.equal(theirs.frames);
    expect(mine.events).to.deep.equal(theirs.events);
  });
});
