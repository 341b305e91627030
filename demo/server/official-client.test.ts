import {
  ChatRoom,
  DeleteMessageRequest,
  DisconnectUserRequest,
  SendMessageRequest,
  type ChatEvent,
  type ChatMessage,
  type DeleteMessageEvent,
  type DisconnectUserEvent,
} from 'amazon-ivs-chat-messaging';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { createSandbox, type Sandbox } from './sandbox.js';
import type { Capability } from './sandbox-options.js';
import { waitFor } from './testing/raw-client.js';

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** Somebody in the room who uses the official client, and all that it told them. */
interface Guest {
  readonly room: ChatRoom;
  readonly messages: ChatMessage[];
  readonly events: ChatEvent[];
  readonly deletions: DeleteMessageEvent[];
  readonly removals: DisconnectUserEvent[];
  readonly goodbyes: unknown[];
}

describe('the sandbox, used by the official client', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  let sandbox: Sandbox;
  let guests: Guest[];

  // The official client knows browsers only, and Node 20 has no WebSocket of its own.
  before(() => Object.defineProperty(globalThis, 'WebSocket', { value: WebSocket, configurable: true, writable: true }));
  after(() => {
    if (original === undefined) Reflect.deleteProperty(globalThis, 'WebSocket');
    else Object.defineProperty(globalThis, 'WebSocket', original);
  });
  beforeEach(async () => {
    sandbox = await createSandbox();
    guests = [];
  });
  afterEach(async () => {
    for (const { room } of guests) if (room.state !== 'disconnected') room.disconnect();
    await sandbox.close();
  });

  async function enter(userId: string, ...capabilities: Capability[]): Promise<Guest> {
    const tokenProvider = async (): Promise<{ token: string; sessionExpirationTime: Date }> => {
      const { token, sessionExpirationTime } = sandbox.createToken({ userId, capabilities });
      return { token, sessionExpirationTime };
    };
    const room = new ChatRoom({ regionOrUrl: sandbox.socketUrl, tokenProvider });
    room.logger = silent;
    const guest: Guest = { room, messages: [], events: [], deletions: [], removals: [], goodbyes: [] };
    guests.push(guest);
    room.addListener('message', (message) => void guest.messages.push(message));
    room.addListener('event', (event) => void guest.events.push(event));
    room.addListener('messageDelete', (event) => void guest.deletions.push(event));
    room.addListener('userDisconnect', (event) => void guest.removals.push(event));
    room.addListener('disconnect', (reason) => void guest.goodbyes.push(reason));
    const connected = new Promise((resolve) => room.addListener('connect', () => resolve(undefined)));
    room.connect();
    await connected;
    return guest;
  }

  it('connects and carries messages', async () => {
    const [ada, bo] = [await enter('ada', 'SEND_MESSAGE'), await enter('bo')];
    const sent = await ada.room.sendMessage(new SendMessageRequest('Hello 👋', { mood: 'calm' }));
    const received = await waitFor(() => bo.messages[0], 'the message');
    for (const message of [sent, received]) {
      expect(message).to.deep.include({ content: 'Hello 👋', attributes: { mood: 'calm' } });
      expect(message.sender.userId).to.equal('ada');
      expect(message.sendTime.getTime()).to.be.closeTo(Date.now(), 5000);
    }
    expect(received.id).to.equal(sent.id);
  });

  it('deletes a message', async () => {
    const [viewer, moderator] = [await enter('viewer', 'SEND_MESSAGE'), await enter('moderator', 'DELETE_MESSAGE')];
    const { id } = await viewer.room.sendMessage(new SendMessageRequest('Buy now'));
    const confirmed = await moderator.room.deleteMessage(new DeleteMessageRequest(id, 'Spam'));
    expect(confirmed).to.include({ messageId: id, reason: 'Spam' });
    expect(await waitFor(() => viewer.deletions[0], 'the deletion')).to.include({ messageId: id, reason: 'Spam' });
  });

  it('disconnects a user, who hears why the connection ended', async () => {
    const [troll, moderator] = [await enter('troll', 'SEND_MESSAGE'), await enter('moderator', 'DISCONNECT_USER')];
    await moderator.room.disconnectUser(new DisconnectUserRequest('troll', 'Rude'));
    await waitFor(() => troll.room.state === 'disconnected', 'the end of the connection');
    expect(troll.removals[0]).to.include({ userId: 'troll', reason: 'Rude' });
    expect(troll.goodbyes).to.deep.equal(['serverDisconnect']);
    expect(moderator.room.state).to.equal('connected');
  });

  it('rejects a request with the code of its refusal', async () => {
    const watcher = await enter('watcher');
    const error = await watcher.room.sendMessage(new SendMessageRequest('Hi')).catch((reason: unknown) => reason);
    expect(error).to.include({ errorCode: 403 });
  });

  it('hears application events', async () => {
    const viewer = await enter('viewer');
    sandbox.hooks.sendEvent({ eventName: 'poll', attributes: { question: 'Reverb?' } });
    expect(await waitFor(() => viewer.events[0], 'the event')).to.deep.include({ eventName: 'poll', attributes: { question: 'Reverb?' } });
  });

  it('comes back with a fresh token after a lost connection', async () => {
    const viewer = await enter('viewer', 'SEND_MESSAGE');
    const again = new Promise((resolve) => viewer.room.addListener('connect', () => resolve(undefined)));
    sandbox.hooks.drop({ userId: 'viewer' });
    await again;
    expect((await viewer.room.sendMessage(new SendMessageRequest('Back'))).content).to.equal('Back');
    expect(sandbox.hooks.upgrades().map(({ outcome }) => outcome)).to.deep.equal(['accepted', 'accepted']);
  });
});
