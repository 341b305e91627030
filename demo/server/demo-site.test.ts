import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createBuiltRoot, openSite, type Site } from './testing/demo-visit.js';
import { RawClient, waitFor } from './testing/raw-client.js';

describe("the demo's server", () => {
  let site: Site;
  before(async () => void (site = await openSite()));
  after(() => site.close());

  it('serves the page to the guest, to anybody by name, and the embed page', async () => {
    for (const [path, owner] of [['/', 'guest'], ['/embed.html', 'guest'], ['/as/ada/', 'ada'], ['/as/ada/embed.html', 'ada']] as const) {
      const { status, headers, text } = await site.ask('GET', path);
      expect([status, headers['content-type']]).to.deep.equal([200, 'text/html; charset=utf-8']);
      expect(text).to.contain(path.includes('embed') ? 'Embed' : 'Demo');
      expect(headers['set-cookie']?.[0]).to.contain(`Path=/as/${owner}/;`);
    }
    expect((await site.ask('HEAD', '/')).text).to.equal('');
    const { status, headers } = await site.ask('GET', '/as/ada');
    expect([status, headers['location']]).to.deep.equal([308, '/as/ada/']);
  });

  it('serves what the pages need, and the built package to any site', async () => {
    expect((await site.ask('GET', '/assets/app.js')).headers['content-type']).to.equal('text/javascript; charset=utf-8');
    const { status, headers } = await site.ask('GET', '/dist/cdn/ivs-chat.js?v=1');
    expect([status, headers['access-control-allow-origin']]).to.deep.equal([200, '*']);
  });

  it('SECURITY 2: sends its pages with a policy that allows no inline script or style and no other host', async () => {
    const { headers } = await site.ask('GET', '/as/ada/');
    const { host } = new URL(site.url);
    expect(String(headers['content-security-policy']).split('; ')).to.have.members([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ws://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
    expect(headers['content-security-policy']).to.not.match(/unsafe|\*/);
    expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'SAMEORIGIN' });
  });

  it('serves nothing outside its folders, whatever the path', async () => {
    const paths = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/assets/../../secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/dist/../package.json',
      '/dist/%2e%2e/package.json',
      '/dist//etc/passwd',
      '//etc/passwd',
      '/as/ada/../../../secret.txt',
      '/as/ada/%2e%2e/%2e%2e/%2e%2e/secret.txt',
      '/.hidden.txt',
      '/assets/link.txt',
      '/index.html%00.js',
      '/%E0%A4%A',
      '/assets',
      '/package.json',
    ];
    for (const path of paths) {
      const { status, text } = await site.ask('GET', path);
      expect(status, path).to.equal(404);
      expect(text, path).to.not.match(/secret|root:|hidden/);
    }
  });

  it('answers names that are none with 404, and other methods with 405', async () => {
    for (const name of ['', 'Ada', 'a%20b', '%2e%2e', 'x'.repeat(33), '%3Cscript%3E']) expect((await site.ask('GET', `/as/${name}/`)).status, name).to.equal(404);
    expect((await site.ask('POST', '/')).status).to.equal(405);
  });

  it('answers to names of this machine only, control plane included', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:80', '', 'localhost:8080@evil.example']) {
      expect((await site.ask('GET', '/', { host })).status, host).to.be.oneOf([400, 421]);
      expect((await site.ask('POST', '/CreateChatToken', { host, authorization: 'AWS4-HMAC-SHA256 x' }, '{}')).status, host).to.be.oneOf([400, 421]);
    }
    for (const host of ['localhost:8080', 'ada.localhost', '[::1]:8080']) expect((await site.ask('GET', '/', { host })).status, host).to.equal(200);
  });

  it('offers no test hooks', async () => {
    expect((await site.ask('POST', '/sandbox/hooks/drop', {}, '{}')).status).to.equal(403);
  });

  it('says how to build the page where it is not built', async () => {
    const root = mkdtempSync(join(tmpdir(), 'ivs-chat-empty-'));
    const empty = await openSite({ root });
    const { status, json } = await empty.ask('GET', '/');
    expect([status, json['message']]).to.deep.equal([503, 'The demo is not built yet. Stop the server and run: npm start']);
    await empty.close();
    rmSync(root, { recursive: true });
  });

  it('still knows its visitors after a restart, so that open tabs come back', async () => {
    const root = createBuiltRoot();
    const before = await openSite({ root });
    const cookie = await before.signIn('ada');
    await before.close();
    const after = await openSite({ root });
    const headers = { cookie, origin: after.url.slice(0, -1), 'content-type': 'application/json' };
    expect((await after.ask('POST', '/as/ada/token', headers, '{}')).status).to.equal(200);
    await after.close();
    rmSync(root, { recursive: true });
  });
});

describe("the demo's controls", () => {
  let site: Site;
  beforeEach(async () => void (site = await openSite()));
  afterEach(() => site.close());

  async function enter(name: string): Promise<RawClient> {
    const { json } = await site.post(name, 'token');
    const client = new RawClient(String(json['socketUrl']), String(json['token']));
    await new Promise((resolve) => client.socket.once('open', resolve));
    return client;
  }

  it('tell who somebody is', async () => {
    const { status, json } = await site.post('moderator', 'demo/state');
    expect(status).to.equal(200);
    expect(json).to.deep.equal({
      userId: 'moderator',
      displayName: 'Mira',
      capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'],
      backend: 'sandbox',
      perMinute: 0,
      maxPerMinute: 60_000,
    });
  });

  it('cut or end the connections of the one who asks, and nobody else', async () => {
    const [ada, bo] = [await enter('ada'), await enter('bo')];
    await site.post('ada', 'demo/drop');
    expect(await ada.closed).to.equal(1006);
    await site.post('bo', 'demo/end-session');
    expect(await bo.closed).to.equal(1000);
  });

  it('keep somebody offline for a while', async () => {
    const ada = await enter('ada');
    expect((await site.post('ada', 'demo/offline', { seconds: 30 })).status).to.equal(200);
    expect(await ada.closed).to.equal(1006);
    const { json } = await site.post('ada', 'token');
    expect(await new RawClient(String(json['socketUrl']), String(json['token'])).closed).to.equal(1006);
    await enter('bo');
  });

  it('send an application event', async () => {
    const ada = await enter('ada');
    expect((await site.post('ada', 'demo/event', { name: 'poll', attributes: { question: 'Reverb?' } })).status).to.equal(200);
    expect(await ada.heard()).to.deep.include({ EventName: 'poll', Attributes: { question: 'Reverb?' } });
  });

  it('start and stop the simulated viewers', async () => {
    const ada = await enter('ada');
    expect((await site.post('ada', 'demo/simulate', { perMinute: 1200 })).json['perMinute']).to.equal(1200);
    await waitFor(() => ada.frames.length >= 3, 'simulated messages');
    expect((await site.post('ada', 'demo/simulate', { perMinute: 0 })).json['perMinute']).to.equal(0);
    await waitFor(() => site.sandbox!.hooks.connections().length === 1, 'the viewers to leave');
  });

  it('say what is wrong with an act', async () => {
    const wrong: [string, unknown, number][] = [
      ['simulate', {}, 400],
      ['simulate', { perMinute: 60_001 }, 400],
      ['simulate', { perMinute: -1 }, 400],
      ['simulate', { perMinute: '60' }, 400],
      ['offline', { seconds: 3600 }, 400],
      ['event', {}, 400],
      ['event', { name: 'x'.repeat(101) }, 400],
      ['event', { name: 'x', attributes: { a: 1 } }, 400],
      ['explode', {}, 404],
    ];
    for (const [action, input, status] of wrong) expect((await site.post('ada', `demo/${action}`, input)).status, `${action} ${JSON.stringify(input)}`).to.equal(status);
  });

  it('SECURITY 18: obey the signed-in owner on a page of this site alone', async () => {
    const cookie = await site.signIn('ada');
    const headers = { cookie, origin: site.url.slice(0, -1), 'content-type': 'application/json' };
    const act = (changes: Record<string, string>, path = '/as/ada/demo/drop'): Promise<number> =>
      site.ask('POST', path, { ...headers, ...changes }, '{}').then(({ status }) => status);
    expect(await act({})).to.equal(200);
    expect(await act({ origin: 'https://evil.example' })).to.equal(403);
    expect(await act({ 'content-type': 'text/plain' })).to.equal(415);
    expect(await act({ cookie: '' })).to.equal(401);
    expect(await act({}, '/as/bo/demo/drop')).to.equal(403);
  });
});
