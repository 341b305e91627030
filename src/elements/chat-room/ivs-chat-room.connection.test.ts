import { ContextEvent } from '@lit/context';
import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { ChatNotConnectedError, ChatRequestError } from '../../client/index.js';
import { roomContext, type RoomContext } from '../room-context.js';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { FetchStub, respond, respondJson } from './testing/fetch-stub.js';
import type { RoomTokenProvider } from './token-answer.js';
import { bannerButtons, connectedRoom, roomFor, said, soon, texts, untilSays, untilState, withoutJitter } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { complaintsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

const ana = { userId: 'ana' };

const untilFired = (log: EventLog, type: string) => waitUntil(() => log.types.includes(type), `no ${type}`);

describe('<ivs-chat-room> connection', () => {
  let sandbox: SandboxRoom;
  beforeEach(async () => {
    sandbox = await SandboxRoom.create();
  });

  it('connects one task after insertion', async () => {
    const room = await roomFor(sandbox, ana);
    expect(room.state).to.equal('disconnected');
    await aTimeout(0);
    expect(room.state).to.equal('connecting');
    await untilState(room, 'connected');
    expect(room.user).to.deep.equal({ userId: 'ana' });
    expect(room.capabilities).to.deep.equal(['SEND_MESSAGE']);
    expect(room.client?.state).to.equal('connected');
  });

  it('tells the page each step', async () => {
    const room = await roomFor(sandbox, ana);
    const log = new EventLog(room);
    await untilState(room, 'connected');
    expect(log.types).to.deep.equal(['connecting', 'connect']);
    expect(log.details('connecting')).to.deep.equal([{ attempt: 1, reason: undefined }]);
    expect(log.details('connect')).to.deep.equal([{ user: { userId: 'ana' }, capabilities: ['SEND_MESSAGE'], resumed: false }]);
  });

  it('stays disconnected without an error while nothing tells where tokens come from, and connects when something does', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room socket-url=${sandbox.socketUrl}></ivs-chat-room>`);
    const log = new EventLog(room);
    await soon();
    expect(room.state).to.equal('disconnected');
    expect(said(room)).to.equal('');
    room.tokenProvider = sandbox.provider(ana);
    await untilState(room, 'connected');
    expect(log.types).to.deep.equal(['connecting', 'connect']);
  });

  it('asks the token endpoint, with the room’s id, for where to connect as well', async () => {
    const stub = new FetchStub('/test-token', async () => respondJson({ ...(await sandbox.token(ana)), socketUrl: sandbox.socketUrl }));
    try {
      const room = await fixture<IvsChatRoom>(html`<ivs-chat-room token-endpoint="/test-token" room-id="lobby"></ivs-chat-room>`);
      await untilState(room, 'connected');
      expect(stub.calls.map(({ body }) => body)).to.deep.equal([{ roomIdentifier: 'lobby' }]);
      expect(room.user?.userId).to.equal('ana');
    } finally {
      stub.restore();
    }
  });

  it('fetches a fresh token for each connection', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await sandbox.hook('drop');
    await untilFired(log, 'connect');
    expect(room.state).to.equal('connected');
    expect(new Set(sandbox.tokens).size).to.equal(2);
  });

  it('waits for connect() when it is manual', async () => {
    const room = await fixture<IvsChatRoom>(
      html`<ivs-chat-room manual socket-url=${sandbox.socketUrl} .tokenProvider=${sandbox.provider(ana)}></ivs-chat-room>`,
    );
    await soon();
    expect(room.state).to.equal('disconnected');
    room.connect();
    room.connect();
    await untilState(room, 'connected');
    expect(await sandbox.connectionCount()).to.equal(1);
  });

  it('lets connect() be called before insertion', async () => {
    const room = document.createElement('ivs-chat-room');
    Object.assign(room, { manual: true, socketUrl: sandbox.socketUrl, tokenProvider: sandbox.provider(ana) });
    room.connect();
    (await fixture(html`<div></div>`)).append(room);
    await untilState(room, 'connected');
  });

  it('waits until it is near the viewport when it is lazy', async () => {
    const page = await fixture(html`
      <div>
        <div style="height: 5000px"></div>
        <ivs-chat-room loading="lazy" socket-url=${sandbox.socketUrl} .tokenProvider=${sandbox.provider(ana)}></ivs-chat-room>
      </div>
    `);
    const room = page.querySelector('ivs-chat-room')!;
    await aTimeout(100);
    expect(room.state).to.equal('disconnected');
    room.scrollIntoView();
    await untilState(room, 'connected');
  });

  it('comes back after a lost connection, and says so', async () => {
    const room = await connectedRoom(sandbox, ana);
    await sandbox.say('before');
    await waitUntil(() => texts(room).length === 1);
    const log = new EventLog(room);
    const meanwhile: unknown[] = [];
    room.addEventListener('ivs-chat-connecting', async () => {
      await room.updateComplete;
      meanwhile.push(said(room), room.matches(':state(reconnecting)'), room.matches(':state(connecting)'));
    });
    await sandbox.hook('drop');
    await untilFired(log, 'connect');
    await room.updateComplete;
    expect(meanwhile).to.deep.equal(['The connection was lost. Reconnecting…', true, false]);
    expect(said(room)).to.equal('');
    expect(texts(room)).to.deep.equal(['before']);
    expect(log.types).to.deep.equal(['disconnect', 'connecting', 'connect']);
    expect(log.details('disconnect')[0]).to.deep.equal({ reason: 'socketError', willReconnect: true });
    expect(log.details('connecting')[0]).to.include({ reason: 'socketError' });
    expect(log.details('connect')[0]).to.include({ resumed: true });
  });

  it('goes on trying while the server turns it away, one event for each attempt', async () => {
    await sandbox.hook('refuse', { count: 1, userId: 'ana' });
    const room = await roomFor(sandbox, ana);
    const log = new EventLog(room);
    await untilState(room, 'connected');
    expect(log.types).to.deep.equal(['connecting', 'connecting', 'connect']);
    expect(log.details('connecting').map(({ attempt }) => attempt)).to.deep.equal([1, 2]);
  });

  it('disconnect() ends it, and connect() comes back with a fresh token, a new identity and the same transcript', async () => {
    const room = await connectedRoom(sandbox, ana);
    await room.sendMessage('hello');
    const log = new EventLog(room);
    room.disconnect();
    room.disconnect();
    expect(room.state).to.equal('disconnected');
    await untilSays(room, 'You left the chat.');
    expect(log.types).to.deep.equal(['disconnect']);
    expect(log.details('disconnect')[0]).to.deep.equal({ reason: 'clientDisconnect', willReconnect: false });

    room.tokenProvider = sandbox.provider({ userId: 'ana-signed-in' });
    await soon();
    expect(room.state).to.equal('disconnected');
    room.connect();
    await untilState(room, 'connected');
    expect(room.user?.userId).to.equal('ana-signed-in');
    expect(texts(room)).to.deep.equal(['hello']);
    expect(new Set(sandbox.tokens).size).to.equal(2);
    expect(log.details('connect')[0]).to.include({ resumed: true });
  });

  it('offers a button to whoever left', async () => {
    const room = await connectedRoom(sandbox, ana);
    room.disconnect();
    await untilSays(room, 'You left the chat.');
    const [button] = bannerButtons(room);
    expect(button?.textContent).to.equal('Reconnect');
    button?.click();
    await untilState(room, 'connected');
  });

  it('speaks of no loss to whoever left and comes back', async () => {
    const room = await connectedRoom(sandbox, ana);
    room.disconnect();
    room.connect();
    await room.updateComplete;
    expect(room.state).to.equal('connecting');
    expect(said(room)).to.equal('Connecting to the chat…');
    await untilState(room, 'connected');
  });

  it('disconnect() while it connects ends the attempt, and a token that comes too late is not used', async () => {
    let giveToken: (() => void) | undefined;
    let signal: AbortSignal | undefined;
    const provider: RoomTokenProvider = async (request) => {
      signal = request.signal;
      await new Promise<void>((resolve) => (giveToken = resolve));
      return sandbox.token(ana);
    };
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room socket-url=${sandbox.socketUrl} .tokenProvider=${provider}></ivs-chat-room>`);
    const log = new EventLog(room);
    await waitUntil(() => giveToken);
    expect(room.state).to.equal('connecting');
    room.disconnect();
    expect(room.state).to.equal('disconnected');
    expect(signal?.aborted).to.equal(true);
    giveToken?.();
    await soon();
    expect(log.types).to.deep.equal(['connecting', 'disconnect']);
    expect(await sandbox.connectionCount()).to.equal(0);
  });

  it('is final for a user who was removed, in its own words', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await withoutJitter(async () => {
      await sandbox.hook('disconnectUser', { userId: 'ana', reason: 'Spam' });
      await untilState(room, 'disconnected');
      await soon();
    });
    expect(said(room)).to.equal('A moderator removed you from this chat: Spam');
    expect(bannerButtons(room)).to.be.empty;
    expect(log.types).to.deep.equal(['moderation', 'disconnect']);
    expect(log.details('moderation')[0]).to.deep.equal({ action: 'disconnect-user', userId: 'ana', reason: 'Spam', self: true });
    expect(log.details('disconnect')[0]).to.deep.equal({ reason: 'kicked', willReconnect: false });
    expect(sandbox.tokens).to.have.length(1);
  });

  it('shows the reason of a removal as it shows a message: nothing in it bends the sentence', async () => {
    const room = await connectedRoom(sandbox, ana);
    await sandbox.hook('disconnectUser', { userId: 'ana', reason: `\u202Espam${'\u0301'.repeat(100)}` });
    await untilState(room, 'disconnected');
    expect(said(room)).to.equal(`A moderator removed you from this chat: spam${'\u0301'.repeat(8)}`);
  });

  it('stays when somebody else was removed', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await sandbox.hook('disconnectUser', { userId: 'bob' });
    await waitUntil(() => log.events.length > 0);
    expect(log.details('moderation')[0]).to.deep.equal({ action: 'disconnect-user', userId: 'bob', self: false });
    expect(room.state).to.equal('connected');
  });

  it('comes back when the server closes the connection of somebody who was not removed', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await sandbox.hook('close', { code: 1000 });
    await untilFired(log, 'connect');
    expect(log.details('disconnect')[0]).to.deep.equal({ reason: 'serverDisconnect', willReconnect: true });
    expect(log.types).to.deep.equal(['disconnect', 'connecting', 'connect']);
    // A connection that lived only seconds does not end an outage.
    expect(log.details('connecting')[0]).to.deep.equal({ attempt: 2, reason: 'serverDisconnect' });
    expect(new Set(sandbox.tokens).size).to.equal(2);
  });

  it('forgets the way back when the page disconnects meanwhile', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    room.addEventListener('ivs-chat-disconnect', () => queueMicrotask(() => room.disconnect()), { once: true });
    await withoutJitter(async () => {
      await sandbox.hook('close', { code: 1000 });
      await waitUntil(() => log.events.length === 3);
      expect(room.state).to.equal('disconnected');
      expect(log.types).to.deep.equal(['disconnect', 'connecting', 'disconnect']);
      expect(log.details('disconnect').map(({ willReconnect }) => willReconnect)).to.deep.equal([true, false]);
      await soon();
    });
    expect(log.events).to.have.length(3);
    expect(await sandbox.connectionCount()).to.equal(0);
  });

  it('begins anew when the page disconnects and connects as it hears of a loss or of an attempt', async () => {
    for (const heard of ['disconnect', 'connecting'] as const) {
      const room = await connectedRoom(sandbox, ana);
      const log = new EventLog(room);
      const beginAnew = () => {
        room.disconnect();
        room.connect();
      };
      room.addEventListener(`ivs-chat-${heard}`, beginAnew, { once: true });
      await sandbox.hook('close', { code: 1000 });
      await untilFired(log, 'connect');
      await soon();
      const former = heard === 'disconnect' ? ['disconnect'] : ['disconnect', 'connecting'];
      expect(log.types).to.deep.equal([...former, 'disconnect', 'connecting', 'connect']);
      expect(log.details('connecting').at(-1)).to.deep.equal({ attempt: 1, reason: undefined });
      expect(log.details('disconnect').at(-1)).to.deep.equal({ reason: 'clientDisconnect', willReconnect: false });
      expect([room.state, await sandbox.connectionCount()]).to.deep.equal(['connected', 1]);
      room.remove();
      await soon();
    }
  });

  it('does not say in a new attempt what went wrong in the one that the page ended as it heard of that', async () => {
    let calls = 0;
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room manual socket-url=${sandbox.socketUrl}></ivs-chat-room>`);
    room.tokenProvider = () => (++calls === 1 ? Promise.reject(new Error('no token')) : new Promise(() => undefined));
    const log = new EventLog(room);
    room.addEventListener('ivs-chat-error', () => {
      room.disconnect();
      room.connect();
    });
    room.connect();
    await waitUntil(() => calls === 2);
    await room.updateComplete;
    expect(log.types).to.deep.equal(['connecting', 'error', 'disconnect', 'connecting']);
    expect(said(room)).to.equal('Connecting to the chat…');
  });

  it('connects when the page says where as it hears that there was no place to connect to', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room manual></ivs-chat-room>`);
    const log = new EventLog(room);
    let socketUrl = 'no address';
    room.tokenProvider = async () => ({ ...(await sandbox.token(ana)), socketUrl });
    room.addEventListener('ivs-chat-error', () => {
      ({ socketUrl } = sandbox);
      room.connect();
    });
    room.connect();
    await untilFired(log, 'connect');
    expect(log.types).to.deep.equal(['connecting', 'error', 'disconnect', 'connecting', 'connect']);
    expect(said(room)).to.equal('');
  });

  it('holds the connection that the page begins as it hears that an attribute is no address', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room manual socket-url="no address" .tokenProvider=${sandbox.provider(ana)}></ivs-chat-room>`);
    const log = new EventLog(room);
    room.addEventListener('ivs-chat-error', () => {
      room.socketUrl = sandbox.socketUrl;
      room.connect();
    });
    room.connect();
    await untilFired(log, 'connect');
    expect(log.types).to.deep.equal(['error', 'connecting', 'connect']);
    expect(said(room)).to.equal('');
    expect(room.client?.state).to.equal('connected');
    room.disconnect();
    expect(room.state).to.equal('disconnected');
  });

  it('goes where the page says as it hears that an attribute that was set is no address', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    room.addEventListener('ivs-chat-error', () => (room.socketUrl = sandbox.socketUrl));
    room.socketUrl = 'no address';
    await untilFired(log, 'connect');
    expect(log.types).to.deep.equal(['disconnect', 'error', 'connecting', 'connect']);
    expect(said(room)).to.equal('');
  });

  it('begins one connection where an element connects whenever it hears that there is none', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    const listener = room.appendChild(document.createElement('span'));
    const onRoom = ({ state }: RoomContext) => {
      if (state === 'disconnected') room.connect();
    };
    listener.dispatchEvent(new ContextEvent(roomContext, listener, onRoom, true));
    const { errors } = await complaintsDuring(async () => {
      await sandbox.hook('disconnectUser', { userId: 'ana' });
      await untilFired(log, 'connect');
      await soon();
    });
    expect(errors).to.deep.equal([]);
    expect(log.types).to.deep.equal(['moderation', 'disconnect', 'connecting', 'connect']);
    expect([room.state, await sandbox.connectionCount()]).to.deep.equal(['connected', 1]);
  });

  it('forgets the way back when an element that hears of its state disconnects it', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    const listener = room.appendChild(document.createElement('span'));
    const states: string[] = [];
    const onRoom = ({ state }: RoomContext) => {
      if (states.push(state) === 2) room.disconnect();
    };
    listener.dispatchEvent(new ContextEvent(roomContext, listener, onRoom, true));
    await withoutJitter(async () => {
      await sandbox.hook('close', { code: 1000 });
      await waitUntil(() => room.state !== 'connected');
      await soon();
    });
    expect([room.state, ...states]).to.deep.equal(['disconnected', 'connected', 'connecting', 'disconnected']);
    expect([log.types, log.details('disconnect')]).to.deep.equal([['disconnect'], [{ reason: 'clientDisconnect', willReconnect: false }]]);
    expect(await sandbox.connectionCount()).to.equal(0);
  });

  it('asks before it comes back when it does not know who it is', async () => {
    const room = await connectedRoom(sandbox, { userId: 'ana', isNamed: false });
    await sandbox.hook('close', { code: 1000 });
    await untilState(room, 'disconnected');
    expect(said(room)).to.equal('The chat closed the connection.');
    bannerButtons(room)[0]?.click();
    await untilState(room, 'connected');
  });

  it('renews a session that ended', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await sandbox.hook('endSession');
    await untilFired(log, 'connect');
    expect(new Set(sandbox.tokens).size).to.equal(2);
  });

  for (const [status, sentence] of [[401, 'Sign in to chat'], [403, 'You may not join this chat.']] as const) {
    it(`SECURITY 20: ${status} from the token endpoint ends it, in its own words`, async () => {
      const stub = new FetchStub('/test-token', () => respondJson({}, status));
      try {
        const room = await fixture<IvsChatRoom>(
          html`<ivs-chat-room token-endpoint="/test-token" region="us-west-2"><button slot="sign-in">Log in</button></ivs-chat-room>`,
        );
        const log = new EventLog(room);
        await withoutJitter(async () => {
          await untilSays(room, sentence);
          await soon();
        });
        expect(room.state).to.equal('disconnected');
        expect(log.types).to.deep.equal(['connecting', 'error', 'disconnect']);
        expect(log.details('disconnect')[0]).to.deep.equal({ reason: 'fetchTokenError', willReconnect: false });
        expect(log.details('error')[0]).to.include({ operation: 'token' });
        expect(room.querySelector('button')!.checkVisibility()).to.equal(status === 401);
        expect(stub.calls).to.have.length(1);
      } finally {
        stub.restore();
      }
    });
  }

  it('signs in: connect() after a 401 asks again', async () => {
    let isSignedIn = false;
    const stub = new FetchStub('/test-token', async () => (isSignedIn ? respondJson(await sandbox.token(ana)) : respond(401, null)));
    try {
      const room = await fixture<IvsChatRoom>(
        html`<ivs-chat-room token-endpoint="/test-token" socket-url=${sandbox.socketUrl}></ivs-chat-room>`,
      );
      await untilSays(room, 'Sign in to chat');
      isSignedIn = true;
      room.connect();
      await untilState(room, 'connected');
      expect(said(room)).to.equal('');
    } finally {
      stub.restore();
    }
  });

  it('keeps the conversation when an attribute changes that does not say where to connect', async () => {
    const room = await connectedRoom(sandbox, ana);
    const { client } = room;
    await room.sendMessage('hello');
    Object.assign(room, { label: 'Stage', theme: 'dark', density: 'compact', maxLength: 100, manual: true, loading: 'lazy' });
    Object.assign(room, { tokenParams: { a: 1 }, tokenHeaders: {}, tokenProvider: sandbox.provider(ana) });
    await room.updateComplete;
    await soon();
    expect(room.client).to.equal(client);
    expect(room.state).to.equal('connected');
    expect(texts(room)).to.deep.equal(['hello']);
  });

  it('has one connection when the page connects at once as it hears of the end of the former one', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    room.addEventListener('ivs-chat-disconnect', () => room.connect());
    room.roomId = 'other';
    await untilFired(log, 'connect');
    await soon();
    expect(log.types).to.deep.equal(['disconnect', 'connecting', 'connect']);
    expect(room.state).to.equal('connected');
    expect(await sandbox.connectionCount()).to.equal(1);
  });

  for (const [name, value] of [['room-id', 'other'], ['region', 'eu-west-1']] as const) {
    it(`begins another conversation when ${name} changes`, async () => {
      const room = await connectedRoom(sandbox, ana);
      await room.sendMessage('hello');
      const { client } = room;
      const log = new EventLog(room);
      room.setAttribute(name, value);
      await room.updateComplete;
      await untilState(room, 'connected');
      expect(room.client).not.to.equal(client);
      expect(texts(room)).to.be.empty;
      expect(log.types).to.deep.equal(['disconnect', 'connecting', 'connect']);
      expect(log.details('connect')[0]).to.include({ resumed: false });
      expect(await sandbox.connectionCount()).to.equal(1);
    });
  }

  it('sendMessage resolves with the message, and tells the page when it was accepted', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    const message = await room.sendMessage('hello', { mood: 'good' });
    expect(message.content).to.equal('hello');
    expect(message.attributes).to.deep.equal({ mood: 'good' });
    expect(log.types).to.deep.equal(['message', 'send']);
    expect(log.details('send')[0]).to.deep.equal({ content: 'hello', attributes: { mood: 'good' }, message });
    expect(log.events[1]?.cancelable).to.equal(false);
    expect(room.messages[0]).to.include({ own: true, status: 'sent' });
  });

  it('sendMessage rejects with the client’s error, before a connection too', async () => {
    const lonely = await fixture<IvsChatRoom>(html`<ivs-chat-room></ivs-chat-room>`);
    expect(await lonely.sendMessage('x').catch((error: unknown) => error)).to.be.instanceOf(ChatNotConnectedError);
    const room = await connectedRoom(sandbox, { userId: 'ana', capabilities: [] });
    const refusal: unknown = await room.sendMessage('x').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(ChatRequestError);
    expect(refusal).to.include({ errorCode: 403 });
  });

  it('tells application events and deletions', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    const id = await sandbox.say('rude words');
    await sandbox.hook('sendEvent', { eventName: 'goal', attributes: { team: 'red' } });
    await sandbox.hook('deleteMessage', { id, reason: 'Rude' });
    await waitUntil(() => log.types.includes('moderation'));
    expect(log.types).to.deep.equal(['message', 'event', 'moderation']);
    expect((log.details('event')[0]?.['event'] as { eventName: string }).eventName).to.equal('goal');
    expect(log.details('moderation')[0]).to.deep.equal({
      action: 'delete-message',
      messageId: id,
      userId: 'bob',
      reason: 'Rude',
      self: false,
    });
    expect(room.messages[0]).to.deep.include({ content: '', deleted: { reason: 'Rude' } });
  });

  it('clear() empties the transcript', async () => {
    const room = await connectedRoom(sandbox, ana);
    await room.sendMessage('hello');
    room.clear();
    expect(room.messages).to.be.empty;
  });
});
