import { expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { FetchStub, respondJson } from './testing/fetch-stub.js';
import { connectedRoom, ownInput, ownList, said, soon, texts, untilSays, untilState, withoutJitter } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { complaintsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

const levels = ['debug', 'info', 'log', 'warn', 'error'] as const;

/** Every line that reaches the console. */
class ConsoleLog {
  readonly lines: string[] = [];
  readonly #real = Object.fromEntries(levels.map((level) => [level, console[level]]));

  constructor() {
    for (const level of levels) console[level] = (...parts: unknown[]) => this.lines.push(parts.map(String).join(' '));
  }

  restore(): void {
    Object.assign(console, this.#real);
  }
}

/** Everything that can be reached from a value by reading it: own and inherited properties, to the given depth. */
function reachable(value: unknown, depth: number, seen = new Set<unknown>()): string {
  if (typeof value === 'string') return value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value) || depth === 0) return String(value);
  seen.add(value);
  const found: string[] = [];
  for (let holder: object | null = value; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
    if (holder === HTMLElement.prototype) break;
    for (const name of Reflect.ownKeys(holder)) {
      try {
        found.push(String(name), reachable(Reflect.get(value, name), depth - 1, seen));
      } catch {
        // A getter that cannot be read reveals nothing.
      }
    }
  }
  return found.join(' ');
}

function markup(root: Element | ShadowRoot): string {
  const shadows = [...root.querySelectorAll('*')].map((element) => (element.shadowRoot ? markup(element.shadowRoot) : ''));
  return root.innerHTML + shadows.join('');
}

describe('<ivs-chat-room> security', () => {
  let sandbox: SandboxRoom;
  beforeEach(async () => {
    sandbox = await SandboxRoom.create();
  });

  it('SECURITY 12: the token cannot be reached from the element, its events, its errors or the console', async () => {
    const written = new ConsoleLog();
    const stub = new FetchStub('/test-token', async () => respondJson(await sandbox.token({ userId: 'ana' })));
    try {
      const room = await fixture<IvsChatRoom>(
        html`<ivs-chat-room token-endpoint="/test-token" socket-url=${sandbox.socketUrl}></ivs-chat-room>`,
      );
      const log = new EventLog(room);
      await untilState(room, 'connected');
      room.client!.logLevel = 'debug';
      await room.sendMessage('hello');
      await sandbox.hook('drop');
      await waitUntil(() => log.types.includes('disconnect'));
      await untilState(room, 'connected');
      await sandbox.hook('fail', { userId: 'ana', errorCode: 500, count: 1 });
      const refusal: unknown = await room.sendMessage('again').catch((error: unknown) => error);

      expect(sandbox.tokens.length).to.be.greaterThan(1);
      const everything = [
        room.outerHTML,
        markup(room.shadowRoot!),
        reachable(room, 5),
        JSON.stringify(room.client),
        JSON.stringify(log.events.map((event) => event.detail as unknown)),
        reachable(log.events, 6),
        reachable(refusal, 4),
        written.lines.join('\n'),
      ].join('\n');
      expect(everything).to.contain('test-token');
      for (const token of sandbox.tokens) expect(everything.includes(token), 'a token was found').to.equal(false);
    } finally {
      stub.restore();
      written.restore();
    }
  });

  it('SECURITY 13: normal use writes nothing to the console', async () => {
    const written = new ConsoleLog();
    try {
      const room = await connectedRoom(sandbox, { userId: 'ana' });
      await room.sendMessage('private words');
      await sandbox.say('more words');
      await waitUntil(() => texts(room).length === 2);
      room.disconnect();
      await soon();
      expect(written.lines).to.deep.equal([]);
    } finally {
      written.restore();
    }
  });

  it('SECURITY 1: a removal’s reason is only ever text', async () => {
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    const reason = '<img src=x onerror="window.__hit = 1"><b>bold</b>';
    await sandbox.hook('disconnectUser', { userId: 'ana', reason });
    await untilSays(room, reason);
    expect(room.shadowRoot!.querySelectorAll('[part="banner"] img, [part="banner"] b')).to.have.length(0);
    expect('__hit' in window).to.equal(false);
  });

  it('SECURITY 21: a viewer who calls deleteMessage is refused by the service, and the message stays', async () => {
    const viewer = await connectedRoom(sandbox, { userId: 'ana' });
    const id = await sandbox.say('stays');
    await waitUntil(() => texts(viewer).length === 1);
    const refusal: unknown = await viewer.deleteMessage(id).catch((error: unknown) => error);
    expect(refusal).to.include({ errorCode: 403 });
    expect(texts(viewer)).to.deep.equal(['stays']);
    const removal: unknown = await viewer.disconnectUser('bob').catch((error: unknown) => error);
    expect(removal).to.include({ errorCode: 403 });
  });

  it('SECURITY 21: a deleted message leaves memory and page', async () => {
    const room = await connectedRoom(sandbox, { userId: 'mod', capabilities: ['DELETE_MESSAGE'] });
    const id = await sandbox.say('unspeakable');
    await waitUntil(() => markup(room.shadowRoot!).includes('unspeakable'));
    await room.deleteMessage(id, 'Rude');
    await waitUntil(() => !markup(room.shadowRoot!).includes('unspeakable'));
    expect(ownList(room)!.shadowRoot!.textContent).not.to.contain('unspeakable');
    expect(JSON.stringify(room.messages)).not.to.contain('unspeakable');
  });

  it('SECURITY 22: messages posted to the window change nothing', async () => {
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    const before = markup(room.shadowRoot!);
    const attacks = ['disconnect', { type: 'ivs-chat-disconnect' }, { Type: 'MESSAGE', Content: 'x' }, '{"Type":"ERROR","ErrorCode":401}', null];
    let heard = 0;
    const arrived = new Promise<void>((resolve) => {
      const onMessage = (): void => {
        if (++heard < attacks.length) return;
        window.removeEventListener('message', onMessage);
        resolve();
      };
      window.addEventListener('message', onMessage);
    });
    for (const attack of attacks) window.postMessage(attack, '*');
    await arrived;
    await soon();
    expect(room.state).to.equal('connected');
    expect(markup(room.shadowRoot!)).to.equal(before);
  });

  it('SECURITY 24: nothing is stored', async () => {
    const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    const before = stored();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    ownInput(room)!.insertText('half a sentence');
    await room.sendMessage('hello');
    room.disconnect();
    await soon();
    expect(stored()).to.equal(before);
  });

  it('SECURITY 20: somebody banned is refused a token and not asked for again', async () => {
    let isBanned = false;
    const stub = new FetchStub('/test-token', async () =>
      isBanned ? respondJson({}, 403) : respondJson({ ...(await sandbox.token({ userId: 'eve' })), userId: 'eve' }),
    );
    try {
      const room = await fixture<IvsChatRoom>(
        html`<ivs-chat-room token-endpoint="/test-token" socket-url=${sandbox.socketUrl}></ivs-chat-room>`,
      );
      await untilState(room, 'connected');
      isBanned = true;
      await withoutJitter(async () => {
        await sandbox.hook('close', { code: 1000 });
        await waitUntil(() => stub.calls.length === 2, 'no second token');
        await untilState(room, 'disconnected');
        await soon();
      });
      expect(said(room)).to.equal('You may not join this chat.');
      expect(stub.calls).to.have.length(2);
    } finally {
      stub.restore();
    }
  });

  it('SECURITY 27: a listener that throws leaves the room and the other listeners alone', async () => {
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    const failure = new Error('listener');
    room.addEventListener('ivs-chat-message', () => {
      throw failure;
    });
    const log = new EventLog(room);
    const { errors } = await complaintsDuring(() => room.sendMessage('one'));
    expect(log.types).to.deep.equal(['message', 'send']);
    expect(room.state).to.equal('connected');
    expect(errors).to.deep.equal([failure]);
  });
});
