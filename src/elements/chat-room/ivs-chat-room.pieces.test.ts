import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { SendMessageRequest, type ChatCapability } from '../../client/index.js';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { connectedRoom, isInputShown, ownInput, ownList, said, untilSays, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { documentedLooks } from '../testing/looks.js';
import { waitUntil } from '../testing/wait-until.js';

const pieces = (room: IvsChatRoom) => ({ list: ownList(room) !== null, input: ownInput(room) !== null });

/** The observer has looked, and the room has drawn. */
async function settled(room: IvsChatRoom): Promise<void> {
  await nextFrame();
  await room.updateComplete;
}

/** The service says that the session has expired, and the client replaces its connection under a new token. */
async function renewSession(sandbox: SandboxRoom, room: IvsChatRoom): Promise<void> {
  const client = room.client!;
  const { renewals } = client.stats;
  await sandbox.hook('fail', { errorCode: 401, count: 1 });
  await client.sendMessage(new SendMessageRequest('anybody there?')).catch(() => undefined);
  await waitUntil(() => client.stats.renewals > renewals, 'no renewal');
}

describe('<ivs-chat-room> pieces', () => {
  const contents: [string, () => unknown][] = [
    ['nothing', () => html`<ivs-chat-room></ivs-chat-room>`],
    ['a line break', () => html`<ivs-chat-room>${'\n'}</ivs-chat-room>`],
    ['a comment', () => html`<ivs-chat-room><!-- a framework's placeholder --></ivs-chat-room>`],
    ['a header', () => html`<ivs-chat-room><b slot="header">Tonight</b></ivs-chat-room>`],
    ['other children', () => html`<ivs-chat-room><p>Be kind</p><div slot="pinned">Rules</div></ivs-chat-room>`],
  ];
  for (const [name, template] of contents) {
    it(`shows its own list and input around ${name}`, async () => {
      const room = await fixture<IvsChatRoom>(template() as ReturnType<typeof html>);
      expect(pieces(room)).to.deep.equal({ list: true, input: true });
    });
  }

  it('leaves out its list for a page’s own, and its input for a page’s own', async () => {
    const withList = await fixture<IvsChatRoom>(html`<ivs-chat-room><ivs-chat-messages></ivs-chat-messages></ivs-chat-room>`);
    expect(pieces(withList)).to.deep.equal({ list: false, input: true });
    const withInput = await fixture<IvsChatRoom>(html`<ivs-chat-room><div><ivs-chat-input></ivs-chat-input></div></ivs-chat-room>`);
    expect(pieces(withInput)).to.deep.equal({ list: true, input: false });
  });

  it('decides live', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room></ivs-chat-room>`);
    const wrapper = document.createElement('div');
    const input = document.createElement('ivs-chat-input');
    room.append(wrapper);
    wrapper.append(input);
    await settled(room);
    expect(pieces(room)).to.deep.equal({ list: true, input: false });
    wrapper.remove();
    await settled(room);
    expect(pieces(room)).to.deep.equal({ list: true, input: true });
  });

  it('passes on what was begun in its own input, and the focus, to one that the page places later', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room></ivs-chat-room>`);
    const own = ownInput(room)!;
    own.value = 'half a sentence';
    own.focus();
    const placed = document.createElement('ivs-chat-input');
    room.append(placed);
    await settled(room);
    await placed.updateComplete;
    expect(pieces(room).input).to.equal(false);
    expect(placed.value).to.equal('half a sentence');
    expect(document.activeElement === placed).to.equal(true);
    room.requestUpdate();
    await settled(room);
    expect(placed.value).to.equal('half a sentence');
  });

  it('does not count the pieces of a room within', async () => {
    const room = await fixture<IvsChatRoom>(html`
      <ivs-chat-room>
        <ivs-chat-room class="inner"><ivs-chat-input></ivs-chat-input></ivs-chat-room>
      </ivs-chat-room>
    `);
    const inner = room.querySelector<IvsChatRoom>('.inner')!;
    await settled(room);
    expect(pieces(room)).to.deep.equal({ list: true, input: true });
    expect(pieces(inner)).to.deep.equal({ list: true, input: false });
  });

  it('lets the page style every part of its own pieces', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'mod', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] });
    await sandbox.say('hello');
    const list = ownList(room)!;
    await waitUntil(() => list.shadowRoot!.querySelector('[part~="message"]'));
    for (const piece of [list, ownInput(room)!]) {
      const exported = piece.getAttribute('exportparts')!.split(',').map((name) => name.split(':')[0]?.trim());
      const drawn = [...piece.shadowRoot!.querySelectorAll('[part]')].flatMap((element) => [...element.part]);
      expect(drawn).not.to.be.empty;
      const names = [...drawn, ...(await documentedLooks(piece.localName)).parts];
      for (const name of names) expect(exported, `part ${name} of ${piece.localName}`).to.include(name);
    }
  });

  it('shows what the page puts into its slots', async () => {
    const room = await fixture<IvsChatRoom>(html`
      <ivs-chat-room>
        <b slot="header">Tonight</b><b slot="pinned">Rules</b><b slot="banner">Soon</b><b slot="footer">Help</b><b slot="sign-in">Log in</b>
        <b>Side</b><b slot="empty">Say something</b>
      </ivs-chat-room>
    `);
    await settled(room);
    const shown = [...room.querySelectorAll('b')].filter((element) => element.checkVisibility()).map((element) => element.textContent);
    expect(shown).to.deep.equal(['Tonight', 'Rules', 'Soon', 'Help', 'Side', 'Say something']);
    expect(room.shadowRoot!.querySelector('h2')!.checkVisibility()).to.equal(false);
  });

  it('puts the words of the page in line with its own, unless the page says otherwise', async () => {
    const room = await fixture<IvsChatRoom>(html`
      <ivs-chat-room><p slot="banner">Soon</p><p slot="pinned">Rules</p><p slot="footer">Help</p><p slot="pinned" style="padding: 0">Wide</p><div slot="banner"></div></ivs-chat-room>
    `);
    await settled(room);
    const left = (box: Range | Element): number => box.getBoundingClientRect().left;
    const textOf = (element: Element): Range => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range;
    };
    const line = left(room.shadowRoot!.querySelector('.dot')!);
    const [banner, pinned, footer, wide] = [...room.querySelectorAll('p')].map((element) => left(textOf(element)));
    expect([banner, pinned, footer]).to.deep.equal([line, line, line]);
    expect(wide).to.be.lessThan(line);
    expect(room.querySelector('div')!.offsetHeight, 'an empty placeholder').to.equal(0);
  });

  it('serves pieces elsewhere that name it, also under a new name', async () => {
    const sandbox = await SandboxRoom.create();
    const page = await fixture(html`
      <div>
        <ivs-chat-messages for="stage"></ivs-chat-messages>
        <ivs-chat-room socket-url=${sandbox.socketUrl} .tokenProvider=${sandbox.provider({ userId: 'ana' })}></ivs-chat-room>
      </div>
    `);
    const list = page.querySelector('ivs-chat-messages')!;
    const room = page.querySelector('ivs-chat-room')!;
    await untilState(room, 'connected');
    await sandbox.say('first words');
    const shows = () => list.shadowRoot!.textContent.includes('first words');
    await waitUntil(() => room.messages.length === 1);
    expect(shows()).to.equal(false);
    room.id = 'stage';
    await waitUntil(shows);
    room.removeAttribute('id');
    await waitUntil(() => !shows());
  });

  it('shows what was written at once, and keeps it when it is refused', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'eve' });
    await sandbox.hook('fail', { userId: 'eve', errorCode: 406, count: 1 });
    const input = ownInput(room)!;
    const log = new EventLog(room);
    input.value = 'dubious';
    input.send();
    expect(room.messages.map(({ content, status }) => ({ content, status }))).to.deep.equal([{ content: 'dubious', status: 'pending' }]);
    await waitUntil(() => room.messages[0]?.status === 'failed');
    expect(log.types).to.deep.equal(['before-send', 'error']);
    expect(log.details('error')[0]).to.include({ operation: 'send' });
    const retry = () => [...ownList(room)!.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Retry');
    await waitUntil(retry);
    retry()!.click();
    await waitUntil(() => room.messages[0]?.status === 'sent');
    const requestIds = (await sandbox.arrived()).map(({ RequestId }) => RequestId);
    expect(new Set(requestIds).size).to.equal(1);
    expect(log.types.slice(2)).to.deep.equal(['message', 'send']);
  });

  it('loses no text that is written in the moment in which the connection ends', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    const input = ownInput(room)!;
    input.value = 'precious';
    room.client!.disconnect();
    input.send();
    await settled(room);
    expect([input.value, ...room.messages.map(({ content }) => content)]).to.include('precious');
  });

  describe('what somebody may do', () => {
    let sandbox: SandboxRoom;
    beforeEach(async () => {
      sandbox = await SandboxRoom.create();
    });

    it('offers to write, and no tools, while nothing is known', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana', isNamed: false });
      expect(room.capabilities).to.equal(undefined);
      expect(isInputShown(room)).to.equal(true);
      expect(room.matches(':state(moderator)')).to.equal(false);
    });

    it('is read-only, with a sentence, for who may do nothing', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana', capabilities: [] });
      expect(isInputShown(room)).to.equal(false);
      expect(said(room)).to.equal('You can read this chat but not write in it.');
      expect(room.matches(':state(readonly)')).to.equal(true);
    });

    it('learns from a 403 that writing is not allowed', async () => {
      await sandbox.hook('fail', { userId: 'eve', errorCode: 403 });
      const room = await connectedRoom(sandbox, { userId: 'eve', isNamed: false });
      await room.sendMessage('hello').catch(() => undefined);
      await untilSays(room, 'You can read this chat but not write in it.');
      expect(isInputShown(room)).to.equal(false);
    });

    it('follows the token of a renewed session, which may allow less, and fires nothing', async () => {
      const rights: ChatCapability[][] = [['SEND_MESSAGE', 'DELETE_MESSAGE'], []];
      const provider = () => sandbox.token({ userId: 'mod', capabilities: rights.shift() ?? [] });
      const room = await fixture<IvsChatRoom>(html`<ivs-chat-room socket-url=${sandbox.socketUrl} .tokenProvider=${provider}></ivs-chat-room>`);
      await untilState(room, 'connected');
      const log = new EventLog(room);
      expect([room.matches(':state(moderator)'), isInputShown(room)]).to.deep.equal([true, true]);
      await renewSession(sandbox, room);
      await untilSays(room, 'You can read this chat but not write in it.');
      expect(room.capabilities).to.deep.equal([]);
      expect([room.matches(':state(moderator)'), isInputShown(room)]).to.deep.equal([false, false]);
      expect(log.types).to.deep.equal([]);
    });

    it('forgets a 403 when the session is renewed', async () => {
      await sandbox.hook('fail', { userId: 'eve', errorCode: 403, count: 1 });
      const room = await connectedRoom(sandbox, { userId: 'eve', isNamed: false });
      await room.sendMessage('hello').catch(() => undefined);
      await waitUntil(() => !isInputShown(room));
      await renewSession(sandbox, room);
      await waitUntil(() => isInputShown(room), 'the input stays away');
      await room.sendMessage('hello again');
    });

    it('shows no input when it is readonly, and keeps the draft for later', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana' });
      ownInput(room)!.value = 'half a sentence';
      room.setAttribute('readonly', '');
      await room.updateComplete;
      expect(isInputShown(room)).to.equal(false);
      room.removeAttribute('readonly');
      await room.updateComplete;
      expect(isInputShown(room)).to.equal(true);
      expect(ownInput(room)!.value).to.equal('half a sentence');
    });

    it('learns who it is from the first own message', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana', isNamed: false });
      expect(room.user).to.equal(undefined);
      await room.sendMessage('hello');
      expect(room.user?.userId).to.equal('ana');
      await sandbox.say('me again', 'ana');
      await waitUntil(() => room.messages.length === 2);
      expect(room.messages.map(({ own }) => own)).to.deep.equal([true, true]);
    });

    it('leaves in view what somebody had written who was removed, to be read and copied', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana' });
      ownInput(room)!.value = 'half a sentence';
      await sandbox.hook('disconnectUser', { userId: 'ana' });
      await untilState(room, 'disconnected');
      expect(isInputShown(room)).to.equal(true);
      const box = ownInput(room)!.shadowRoot!.querySelector('textarea')!;
      expect(box.value).to.equal('half a sentence');
      expect(box.readOnly).to.equal(true);
    });

    it('closes the input of somebody who was removed', async () => {
      const room = await connectedRoom(sandbox, { userId: 'ana' });
      await sandbox.hook('disconnectUser', { userId: 'ana' });
      await untilState(room, 'disconnected');
      expect(isInputShown(room)).to.equal(false);
    });
  });
});
