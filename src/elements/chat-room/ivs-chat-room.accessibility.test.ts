import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { FetchStub, respondJson } from './testing/fetch-stub.js';
import { bannerButtons, connectedRoom, ownInput, untilSays, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';

describe('<ivs-chat-room> accessibility', () => {
  it('is a region with its label as name and heading', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room label="Stage chat"></ivs-chat-room>`);
    const region = room.shadowRoot!.querySelector('section')!;
    expect(region.getAttribute('aria-label')).to.equal('Stage chat');
    expect(region.querySelector('h2')?.textContent).to.equal('Stage chat');
  });

  it('tells the state in words, not by the dot alone', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    expect(room.shadowRoot!.querySelector('header')!.textContent).to.contain('Connected');
    room.disconnect();
    await room.updateComplete;
    expect(room.shadowRoot!.querySelector('header')!.textContent).to.contain('Not connected');
  });

  it('announces a notice in a live region that was there before it', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    const region = room.shadowRoot!.querySelector('[part="banner"] [role="status"]')!;
    expect(region.textContent).to.equal('');
    room.disconnect();
    await room.updateComplete;
    expect(region.isConnected).to.equal(true);
    expect(region.textContent).to.equal('You left the chat.');
  });

  it('keeps the focus when the button that had it goes with its notice', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    room.disconnect();
    await room.updateComplete;
    const [button] = bannerButtons(room);
    button!.focus();
    button!.click();
    await untilState(room, 'connected');
    expect(bannerButtons(room)).to.be.empty;
    expect(document.activeElement === room).to.equal(true);
    expect(room.shadowRoot!.activeElement?.part.contains('base')).to.equal(true);
  });

  it('keeps the focus when the input that had it is closed', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    ownInput(room)!.focus();
    room.readOnly = true;
    await room.updateComplete;
    await nextFrame();
    expect(document.activeElement === room).to.equal(true);
    expect(room.shadowRoot!.activeElement?.part.contains('base')).to.equal(true);
  });

  it('keeps the focus when what the page shows for signing in had it, and goes', async () => {
    const sandbox = await SandboxRoom.create();
    let isSignedIn = false;
    const stub = new FetchStub('/test-token', async () => (isSignedIn ? respondJson(await sandbox.token({ userId: 'ana' })) : respondJson({}, 401)));
    try {
      const room = await fixture<IvsChatRoom>(
        html`<ivs-chat-room token-endpoint="/test-token" socket-url=${sandbox.socketUrl}>
          <div slot="sign-in"><button>Log in</button></div>
          <button id="other">Other</button>
        </ivs-chat-room>`,
      );
      const [signIn, other] = room.querySelectorAll('button');
      for (const button of [signIn!, other!]) {
        await untilSays(room, 'Sign in to chat');
        button.focus();
        expect(document.activeElement === button).to.equal(true);
        isSignedIn = true;
        room.connect();
        await untilState(room, 'connected');
        await nextFrame();
        await nextFrame();
        expect(document.activeElement === (button === other ? other : room), button.textContent).to.equal(true);
        isSignedIn = false;
        room.disconnect();
        room.connect();
      }
    } finally {
      stub.restore();
    }
  });

  it('passes axe while connected, with messages', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'mod', capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] });
    await sandbox.say('hello');
    await room.sendMessage('hi');
    await room.updateComplete;
    await expect(room).to.be.accessible();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`passes axe with a notice and a button, ${theme}`, async () => {
      const sandbox = await SandboxRoom.create();
      const room = await connectedRoom(sandbox, { userId: 'ana' });
      room.theme = theme;
      room.disconnect();
      await room.updateComplete;
      expect(bannerButtons(room)).to.have.length(1);
      await expect(room).to.be.accessible();
    });
  }

  it('passes axe while nobody is signed in', async () => {
    const stub = new FetchStub('/test-token', () => respondJson({}, 401));
    try {
      const room = await fixture<IvsChatRoom>(
        html`<ivs-chat-room token-endpoint="/test-token" region="us-west-2"><button slot="sign-in">Log in</button></ivs-chat-room>`,
      );
      await untilSays(room, 'Sign in to chat');
      await expect(room).to.be.accessible();
    } finally {
      stub.restore();
    }
  });
});
