import { expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { connectedRoom, said, soon, texts, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { waitUntil } from '../testing/wait-until.js';

const ana = { userId: 'ana' };

describe('<ivs-chat-room> lifecycle', () => {
  let sandbox: SandboxRoom;
  beforeEach(async () => {
    sandbox = await SandboxRoom.create();
  });

  it('keeps what was set before it was upgraded', async () => {
    class LateRoom extends (customElements.get('ivs-chat-room') as typeof IvsChatRoom) {}
    const host = document.createElement('late-room') as IvsChatRoom;
    host.tokenProvider = sandbox.provider(ana);
    host.label = 'Backstage';
    host.maxMessages = 2;
    host.setAttribute('socket-url', sandbox.socketUrl);
    (await fixture(html`<div></div>`)).append(host);
    customElements.define('late-room', LateRoom);
    await untilState(host, 'connected');
    expect(host.shadowRoot?.querySelector('h2')?.textContent).to.equal('Backstage');
    expect(host.maxMessages).to.equal(2);
  });

  it('connects as soon as the page’s deferred scripts and those who waited for them have run', async () => {
    const host = document.createElement('ivs-chat-room');
    host.setAttribute('socket-url', sandbox.socketUrl);
    (await fixture(html`<div></div>`)).append(host);
    const setLate = (): void => void (host.tokenProvider = sandbox.provider(ana));
    window.addEventListener('DOMContentLoaded', setLate, { once: true });
    document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
    expect(host.state, 'before any timer').to.equal('connecting');
    document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
    await untilState(host, 'connected');
    expect(sandbox.tokens).to.have.length(1);
  });

  it('stays connected when it is moved', async () => {
    const room = await connectedRoom(sandbox, ana);
    const { client } = room;
    const log = new EventLog(room);
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    elsewhere.append(room);
    await soon();
    expect(room.state).to.equal('connected');
    expect(room.client).to.equal(client);
    expect(log.types).to.be.empty;
    expect(sandbox.tokens).to.have.length(1);
  });

  it('stays connected when it is moved by moveBefore()', async () => {
    const room = await connectedRoom(sandbox, ana);
    const elsewhere = await fixture<HTMLElement & { moveBefore?: Node['insertBefore'] }>(html`<div></div>`);
    // Engines without it move by insertion.
    (elsewhere.moveBefore ?? elsewhere.insertBefore).call(elsewhere, room, null);
    await soon();
    expect(room.parentElement === elsewhere).to.equal(true);
    expect(room.state).to.equal('connected');
    expect(sandbox.tokens).to.have.length(1);
  });

  it('takes no word for an attribute that a framework sets to null', async () => {
    const room = await fixture<IvsChatRoom>(
      html`<ivs-chat-room .tokenEndpoint=${null} .region=${undefined} .roomId=${null} .strings=${null} .label=${null} .maxMessages=${null}></ivs-chat-room>`,
    );
    await soon();
    expect(room.state).to.equal('disconnected');
    expect(room.label).to.equal('Chat');
    expect(room.maxMessages).to.equal(500);
  });

  it('leaves nothing alive when it is removed', async () => {
    const room = await connectedRoom(sandbox, ana);
    room.remove();
    await waitUntil(async () => (await sandbox.connectionCount()) === 0);
    expect(room.state).to.equal('disconnected');
    expect(sandbox.tokens).to.have.length(1);
  });

  it('never connects when it is removed at once', async () => {
    const room = await connectedRoom(sandbox, ana);
    const short = room.cloneNode() as IvsChatRoom;
    short.tokenProvider = sandbox.provider(ana);
    document.body.append(short);
    short.remove();
    await soon();
    expect(short.client).to.equal(undefined);
    expect(sandbox.tokens).to.have.length(1);
  });

  it('connects again when it is inserted again, with its transcript and without a word about leaving', async () => {
    const room = await connectedRoom(sandbox, ana);
    const log = new EventLog(room);
    await room.sendMessage('hello');
    const parent = room.parentElement!;
    room.remove();
    await waitUntil(() => room.state === 'disconnected');
    parent.append(room);
    await untilState(room, 'connected');
    expect(texts(room)).to.deep.equal(['hello']);
    expect(log.details('connect')[0]).to.include({ resumed: true });
    expect(await sandbox.connectionCount()).to.equal(1);
  });

  it('stays where it was put by disconnect() when it is moved', async () => {
    const room = await connectedRoom(sandbox, ana);
    room.disconnect();
    (await fixture(html`<div></div>`)).append(room);
    await soon();
    expect(room.state).to.equal('disconnected');
  });

  it('lives beside another room', async () => {
    const other = await SandboxRoom.create();
    const [here, there] = await Promise.all([connectedRoom(sandbox, ana), connectedRoom(other, { userId: 'eva' })]);
    await here.sendMessage('here');
    await there.sendMessage('there');
    expect(texts(here)).to.deep.equal(['here']);
    expect(texts(there)).to.deep.equal(['there']);
    here.disconnect();
    expect(there.state).to.equal('connected');
  });

  it('keeps as many messages as max-messages says', async () => {
    const room = await connectedRoom(sandbox, ana);
    for (const text of ['one', 'two', 'three']) await sandbox.say(text);
    await waitUntil(() => texts(room).length === 3);
    room.setAttribute('max-messages', '2');
    await room.updateComplete;
    expect(texts(room)).to.deep.equal(['two', 'three']);
    await sandbox.say('four');
    await waitUntil(() => texts(room).includes('four'));
    expect(texts(room)).to.deep.equal(['three', 'four']);
  });

  it('goes its ways through its custom states', async () => {
    const room = await connectedRoom(sandbox, { userId: 'mod', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE'] });
    const states = () => ['connecting', 'connected', 'disconnected', 'moderator', 'readonly'].filter((name) => room.matches(`:state(${name})`));
    expect(states()).to.deep.equal(['connected', 'moderator']);
    room.readOnly = true;
    await room.updateComplete;
    expect(states()).to.deep.equal(['connected', 'moderator', 'readonly']);
    room.disconnect();
    await room.updateComplete;
    expect(states()).to.deep.equal(['disconnected', 'moderator', 'readonly']);
  });

  it('says that the browser has no network, while it has none', async () => {
    const provider = () => new Promise<never>(() => undefined);
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room socket-url=${sandbox.socketUrl} .tokenProvider=${provider}></ivs-chat-room>`);
    await untilState(room, 'connecting');
    const tell = async (type: 'online' | 'offline'): Promise<readonly [string, boolean]> => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: type === 'online' });
      window.dispatchEvent(new Event(type));
      await room.updateComplete;
      return [said(room), room.matches(':state(offline)')];
    };
    try {
      expect(await tell('offline')).to.deep.equal(['You are offline. The chat comes back when your connection does.', true]);
      expect(await tell('online')).to.deep.equal(['Connecting to the chat…', false]);
    } finally {
      delete (navigator as { onLine?: boolean }).onLine;
    }
  });

  it('takes its scheme from the theme attribute', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room theme="dark"></ivs-chat-room>`);
    expect(getComputedStyle(room).colorScheme).to.equal('dark');
    const dark = getComputedStyle(room.shadowRoot!.querySelector('.base')!).backgroundColor;
    room.theme = 'light';
    await room.updateComplete;
    expect(getComputedStyle(room.shadowRoot!.querySelector('.base')!).backgroundColor).not.to.equal(dark);
  });

  it('is laid out from right to left', async () => {
    const page = await fixture(html`<div dir="rtl"><ivs-chat-room label="دردشة"></ivs-chat-room></div>`);
    const room = page.querySelector('ivs-chat-room')!;
    const dot = room.shadowRoot!.querySelector('.dot')!.getBoundingClientRect();
    const title = room.shadowRoot!.querySelector('h2')!.getBoundingClientRect();
    expect(dot.left).to.be.greaterThan(title.left);
  });

  it('says everything in the page’s own words, also later', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room .strings=${{ chat: 'Plauderei' }}></ivs-chat-room>`);
    const title = () => room.shadowRoot!.querySelector('h2')!.textContent;
    expect(title()).to.equal('Plauderei');
    expect(room.label).to.equal('Plauderei');
    room.strings = { chat: 'Chiacchiere' };
    await room.updateComplete;
    expect(title()).to.equal('Chiacchiere');
    room.label = 'Salotto';
    await room.updateComplete;
    expect(title()).to.equal('Salotto');
  });
});
