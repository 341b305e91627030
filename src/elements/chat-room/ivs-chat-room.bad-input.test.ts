import { expect, fixture, html } from '@open-wc/testing';
import { TokenEndpointError } from './token-endpoint-error.js';
import './ivs-chat-room.js';
import type { IvsChatRoom } from './ivs-chat-room.js';
import { EventLog } from './testing/event-log.js';
import { FetchStub, respond, respondJson } from './testing/fetch-stub.js';
import { bannerButtons, connectedRoom, ownInput, ownList, said, untilSays, untilState } from './testing/room-driver.js';
import { SandboxRoom } from './testing/sandbox-room.js';
import { warningsDuring } from '../testing/complaints.js';
import { waitUntil } from '../testing/wait-until.js';

const token = 'AQICAHjR3yvE1xJ2';

describe('<ivs-chat-room> bad input', () => {
  let stub: FetchStub;
  beforeEach(() => {
    stub = new FetchStub('/test-token', () => respondJson({ token }));
  });
  afterEach(() => stub.restore());

  const roomAt = (endpoint: string, region = 'us-west-2') =>
    fixture<IvsChatRoom>(html`<ivs-chat-room token-endpoint=${endpoint} region=${region}></ivs-chat-room>`);

  const answers: [string, () => Response | Promise<Response>, string][] = [
    ['404', () => respond(404, 'no', 'text/plain'), 'was not found (404)'],
    ['500', () => respondJson({}, 500), 'answered with error 500'],
    ['HTML', () => respond(200, '<!doctype html>', 'text/html'), 'a web page instead of a token'],
    ['nothing', () => respond(200, ''), 'answered with nothing'],
    ['garbage', () => respondJson({ hello: 'world' }), 'something that is not a token'],
    ['too much', () => respond(200, 'x'.repeat(70_000), 'text/plain'), 'far too much data'],
    ['429', () => respondJson({}, 429, { 'Retry-After': '60' }), 'Many people are joining'],
    ['no answer at all', () => Promise.reject(new TypeError('Failed to fetch')), 'cannot be reached'],
  ];
  for (const [name, answer, sentence] of answers) {
    it(`bad input: says so when the token endpoint answers ${name}`, async () => {
      stub.answer = answer;
      const room = await roomAt('/test-token');
      const log = new EventLog(room);
      await untilSays(room, sentence);
      expect(room.state).to.equal('connecting');
      const [detail] = log.details('error');
      expect(detail?.['operation']).to.equal('token');
      expect(detail?.['error']).to.be.instanceOf(TokenEndpointError);
    });
  }

  it('bad input: says so when the token endpoint would send the token in the clear', async () => {
    const room = await roomAt('http://example.com/test-token');
    await untilSays(room, 'only fetched over https');
    expect(room.state).to.equal('disconnected');
    expect(stub.calls).to.be.empty;
  });

  it('bad input: says so when the token endpoint is no address', async () => {
    const room = await roomAt('https://');
    await untilSays(room, 'The address that hands out chat tokens is not valid.');
    expect(bannerButtons(room)).to.be.empty;
  });

  for (const region of ['moon', 'us-west-2.evil.example/', 'a@b', 'us-west-2#x']) {
    it(`SECURITY 16: a wrong region, ${region}, connects nowhere and says so`, async () => {
      const room = await roomAt('/test-token', region);
      const log = new EventLog(room);
      await untilSays(room, `“${region}” is not a region or address that this chat can connect to.`);
      expect(room.state).to.equal('disconnected');
      expect(log.types).to.deep.equal(['error']);
      expect(log.details('error')[0]).to.include({ operation: 'connect' });
      expect(stub.calls).to.be.empty;
    });
  }

  for (const socketUrl of ['ws://chat.example', 'http://chat.example', 'wss://ana:secret@chat.example', 'chat']) {
    it(`SECURITY 15: a socket-url like ${socketUrl} connects nowhere and says so`, async () => {
      const room = await fixture<IvsChatRoom>(html`<ivs-chat-room token-endpoint="/test-token" socket-url=${socketUrl}></ivs-chat-room>`);
      await untilSays(room, 'is not a region or address');
      expect(stub.calls).to.be.empty;
    });
  }

  it('bad input: a wrong region that comes with the token is final and says so', async () => {
    stub.answer = () => respondJson({ token, region: 'moon' });
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room token-endpoint="/test-token"></ivs-chat-room>`);
    const log = new EventLog(room);
    await untilSays(room, '“moon” is not a region');
    expect(room.state).to.equal('disconnected');
    expect(log.details('error')).to.have.length(1);
    expect(log.details('error')[0]).to.include({ operation: 'connect' });
  });

  it('bad input: says so when nothing tells where to connect', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room token-endpoint="/test-token"></ivs-chat-room>`);
    await untilSays(room, 'it needs a region');
    expect(room.state).to.equal('disconnected');
  });

  it('bad input: a region that is put right connects', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await fixture<IvsChatRoom>(
      html`<ivs-chat-room region="moon" .tokenProvider=${sandbox.provider({ userId: 'ana' })}></ivs-chat-room>`,
    );
    await untilSays(room, 'is not a region');
    room.socketUrl = sandbox.socketUrl;
    await untilState(room, 'connected');
    expect(said(room)).to.equal('');
  });

  for (const [name, given] of [['nothing', undefined], ['a text', 'token'], ['an object without a token', {}]] as const) {
    it(`bad input: says so when the page’s provider gives ${name}`, async () => {
      const provider = () => Promise.resolve(given);
      const room = await fixture<IvsChatRoom>(html`<ivs-chat-room region="us-west-2" .tokenProvider=${provider}></ivs-chat-room>`);
      await untilSays(room, 'something that is not a token');
    });
  }

  it('bad input: says so when the page’s provider throws', async () => {
    const provider = () => {
      throw new Error('boom');
    };
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room region="us-west-2" .tokenProvider=${provider}></ivs-chat-room>`);
    await untilSays(room, 'No chat token could be fetched.');
  });

  it('lets the page take over the notice', async () => {
    stub.answer = () => respondJson({}, 403);
    const room = await fixture<IvsChatRoom>(html`
      <ivs-chat-room token-endpoint="/test-token" region="us-west-2" @ivs-chat-error=${(event: Event) => event.preventDefault()}></ivs-chat-room>
    `);
    const log = new EventLog(room);
    await waitUntil(() => log.types.includes('disconnect'));
    await room.updateComplete;
    expect(said(room)).to.equal('');
  });

  it('reports a refused deletion of a piece with a notice that can be dismissed', async () => {
    const sandbox = await SandboxRoom.create();
    await sandbox.hook('fail', { userId: 'mod', errorCode: 429, action: 'DELETE_MESSAGE' });
    const room = await connectedRoom(sandbox, { userId: 'mod', capabilities: ['DELETE_MESSAGE'] });
    const log = new EventLog(room);
    const id = await sandbox.say('hm');
    const { RoomLink } = await import('../room-link.js');
    const piece = Object.assign(document.createElement('div'), { htmlFor: '', addController: () => undefined, removeController: () => undefined, requestUpdate: () => undefined, updateComplete: Promise.resolve(true) });
    room.append(piece);
    const link = new RoomLink(
      piece,
      () => {},
      () => {},
    );
    link.hostConnected();
    await link.room?.deleteMessage(id).catch(() => undefined);
    await untilSays(room, 'That was too fast. Wait a moment.');
    expect(log.details('error')[0]).to.include({ operation: 'delete-message' });
    bannerButtons(room)[0]?.click();
    await room.updateComplete;
    expect(said(room)).to.not.contain('too fast');
    link.hostDisconnected();
  });

  const attributes: [string, string, string, unknown][] = [
    ['max-messages', 'many', 'maxMessages', 500],
    ['max-messages', '-1', 'maxMessages', 500],
    ['max-messages', '', 'maxMessages', 500],
    ['max-length', '0', 'maxLength', 500],
    ['max-length', '900', 'maxLength', 500],
    ['loading', 'fast', 'loading', 'eager'],
    ['theme', 'pink', 'theme', 'auto'],
    ['density', 'none', 'density', 'comfortable'],
    ['token-credentials', 'all', 'tokenCredentials', 'same-origin'],
  ];
  for (const [name, value, property, effective] of attributes) {
    it(`warns and goes on with ${name}="${value}"`, async () => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      const room = document.createElement('ivs-chat-room');
      const warnings = await warningsDuring(async () => {
        room.setAttribute(name, value);
        place.append(room);
        await room.updateComplete;
      });
      expect(room[property as keyof IvsChatRoom]).to.equal(effective);
      expect(ownList(room)).to.exist;
      expect(warnings.join()).to.contain(`${name}="${value}"`);
    });
  }

  it('takes a whole number in place of a fraction, and a property like an attribute', async () => {
    const room = await fixture<IvsChatRoom>(html`<ivs-chat-room max-length="20.7"></ivs-chat-room>`);
    expect(room.maxLength).to.equal(20);
    room.maxLength = 30.9;
    expect(room.maxLength).to.equal(30);
    room.removeAttribute('max-length');
    expect(room.maxLength).to.equal(500);
  });

  it('bad input: a send while offline keeps the text and says so', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    room.disconnect();
    await room.updateComplete;
    const input = ownInput(room)!;
    input.value = 'precious';
    input.send();
    await input.updateComplete;
    expect(input.value).to.equal('precious');
    expect(input.shadowRoot!.querySelector('[part="error"]')!.textContent.trim()).not.to.equal('');
  });

  it('bad input: text over the limit keeps the text and says so', async () => {
    const sandbox = await SandboxRoom.create();
    const room = await connectedRoom(sandbox, { userId: 'ana' });
    room.maxLength = 5;
    await room.updateComplete;
    const input = ownInput(room)!;
    input.value = 'precious';
    input.send();
    await input.updateComplete;
    expect(input.value).to.equal('precious');
    expect(input.shadowRoot!.querySelector('[part="error"]')!.textContent.trim()).not.to.equal('');
    expect(await sandbox.arrived()).to.be.empty;
  });
});
