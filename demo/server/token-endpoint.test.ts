import { once } from 'node:events';
import { expect } from 'chai';
import { openSite, type Answer, type Site } from './testing/demo-visit.js';
import { RawClient } from './testing/raw-client.js';

describe("the demo's token endpoint", () => {
  let site: Site;
  beforeEach(async () => void (site = await openSite()));
  afterEach(() => site.close());

  const json = { 'content-type': 'application/json' };
  const origin = (): string => site.url.slice(0, -1);

  /** A token call of Ada's page, changed in one point. */
  async function ask(changes: Record<string, string | undefined>, { method = 'POST', path = '/as/ada/token', body = '{}' } = {}): Promise<Answer> {
    const headers = { ...json, origin: origin(), cookie: await site.signIn('ada'), ...changes };
    return site.ask(method, path, Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))), body);
  }

  it('hands out a token for the person whom the cookie names, and says who that is and where the room is', async () => {
    const { status, headers, json: answer } = await site.post('ada', 'token');
    expect(status).to.equal(200);
    expect(headers['cache-control']).to.equal('no-store');
    expect(answer).to.deep.include({ userId: 'ada', capabilities: ['SEND_MESSAGE'], socketUrl: site.url.replace('http', 'ws').slice(0, -1) });
    expect(answer).to.have.nested.property('attributes.displayName', 'Ada');
    expect(Date.parse(String(answer['sessionExpirationTime'])) - Date.parse(String(answer['tokenExpirationTime']))).to.equal(59 * 60_000);

    const client = new RawClient(String(answer['socketUrl']), String(answer['token']));
    await once(client.socket, 'open');
    const message = await client.ask({ Action: 'SEND_MESSAGE', RequestId: 'a', Content: 'Hi' });
    expect(message['Sender']).to.deep.equal({ UserId: 'ada', Attributes: answer['attributes'] });
  });

  it('names the socket by the host that the browser used', async () => {
    const { port } = new URL(site.url);
    const host = `localhost:${port}`;
    expect((await ask({ host, origin: `http://${host}` })).json).to.include({ socketUrl: `ws://${host}` });
  });

  it('gives two tabs of one browser their own identities, by cookies scoped to their paths', async () => {
    const cookies = await Promise.all(['ada', 'moderator'].map((name) => site.ask('GET', `/as/${name}/`)));
    expect(cookies.map(({ headers }) => headers['set-cookie']?.[0]?.replace(/=[^;]*/, ''))).to.deep.equal([
      'demo-session; Path=/as/ada/; HttpOnly; SameSite=Strict',
      'demo-session; Path=/as/moderator/; HttpOnly; SameSite=Strict',
    ]);
    const [ada, moderator] = [await site.post('ada', 'token'), await site.post('moderator', 'token')];
    expect([ada.json['userId'], moderator.json['userId']]).to.deep.equal(['ada', 'moderator']);
    expect(moderator.json['capabilities']).to.deep.equal(['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER']);
    expect(moderator.json).to.have.nested.property('attributes.badges', 'moderator');
  });

  it('gives somebody who may only watch no capability', async () => {
    expect((await site.post('lurker', 'token')).json['capabilities']).to.deep.equal([]);
  });

  it('SECURITY 17: takes nothing from the body: no identity, capability, attribute, room or duration', async () => {
    const plain = await site.post('ada', 'token');
    const { roomArn } = site.sandbox!.hooks.createRoom();
    const wishes = {
      userId: 'moderator',
      capabilities: ['DELETE_MESSAGE', 'DISCONNECT_USER'],
      attributes: { displayName: 'Mira', badges: 'moderator' },
      roomIdentifier: roomArn,
      sessionDurationInMinutes: 180,
      ['__proto__']: { capabilities: ['DELETE_MESSAGE'] },
    };
    const { status, json: answer } = await site.post('ada', 'token', wishes);
    expect(status).to.equal(200);
    for (const name of ['userId', 'capabilities', 'attributes']) expect(answer[name], name).to.deep.equal(plain.json[name]);
    const client = new RawClient(String(answer['socketUrl']), String(answer['token']));
    await once(client.socket, 'open');
    expect(site.sandbox!.hooks.connections()[0]).to.deep.include({ roomArn: site.sandbox!.roomArn, userId: 'ada', capabilities: ['SEND_MESSAGE'] });
    expect(await client.ask({ Action: 'DELETE_MESSAGE', RequestId: 'd', Id: 'AbCdEfGhIjKl' })).to.include({ ErrorCode: 403 });
  });

  it('answers 401 without a cookie and to one that it did not sign', async () => {
    for (const cookie of [undefined, 'demo-session=', 'demo-session=ada', 'demo-session=ada.', `demo-session=ada.${'A'.repeat(43)}`, 'other=1']) {
      expect((await ask({ cookie })).status, String(cookie)).to.equal(401);
    }
  });

  it("SECURITY 17: answers 403 to somebody's cookie under another name, the moderator's above all", async () => {
    expect((await ask({}, { path: '/as/moderator/token' })).status).to.equal(403);
    expect((await ask({ cookie: (await site.signIn('ada')).replace('=ada.', '=moderator.') }, { path: '/as/moderator/token' })).status).to.equal(401);
  });

  it('SECURITY 18: refuses other origins, a null one, and callers who do not say where they come from', async () => {
    const refused: Record<string, string | undefined>[] = [
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:1' },
      { origin: 'null' },
      { origin: '' },
      { origin: undefined },
      { origin: undefined, 'sec-fetch-site': 'cross-site' },
      { origin: undefined, 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of refused) expect((await ask(headers)).status, JSON.stringify(headers)).to.equal(403);
    expect((await ask({ origin: undefined, 'sec-fetch-site': 'same-origin' })).status).to.equal(200);
  });

  it('SECURITY 18: refuses forms and plain text, which need no preflight, and says no to preflights', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined]) {
      expect((await ask({ 'content-type': type })).status, String(type)).to.equal(415);
    }
    expect((await ask({ 'content-type': 'application/json; charset=utf-8' })).status).to.equal(200);
    const preflight = await ask({ origin: 'https://evil.example', 'access-control-request-method': 'POST' }, { method: 'OPTIONS' });
    expect(preflight.status).to.equal(403);
    expect(preflight.headers).to.not.have.property('access-control-allow-origin');
  });

  it('refuses other methods, broken JSON and large bodies', async () => {
    const get = await ask({}, { method: 'GET' });
    expect([get.status, get.headers['allow']]).to.deep.equal([405, 'POST, OPTIONS']);
    expect((await ask({}, { body: '{' })).status).to.equal(400);
    expect((await ask({}, { body: '[]' })).status).to.equal(400);
    expect((await ask({}, { body: JSON.stringify({ padding: 'x'.repeat(20_000) }) })).status).to.equal(413);
    expect((await ask({}, { body: '' })).status).to.equal(200);
  });

  it('SECURITY 19: answers 429 with Retry-After to the 31st call of one person within a minute, and to nobody else', async () => {
    const statuses = [];
    for (let call = 0; call < 30; call += 1) statuses.push((await ask({})).status);
    expect(new Set(statuses)).to.deep.equal(new Set([200]));
    const { status, headers } = await ask({});
    expect(status).to.equal(429);
    expect(Number(headers['retry-after'])).to.be.within(50, 60);
    expect((await site.post('bo', 'token')).status).to.equal(200);
  });

  it('SECURITY 12: tells the caller nothing, and the log no token, when the service gives none', async () => {
    const logged: unknown[] = [];
    const original = console.error;
    console.error = (...entries: unknown[]) => void logged.push(...entries);
    try {
      site.sandbox!.hooks.refuseTokens({ message: 'secret detail', count: 1 });
      const refused = await ask({});
      expect([refused.status, refused.json]).to.deep.equal([500, { error: 'Something went wrong.' }]);
      site.sandbox!.hooks.refuseTokens({ errorType: 'ThrottlingException', count: 1 });
      const busy = await ask({});
      expect([busy.status, busy.headers['retry-after']]).to.deep.equal([429, '2']);
      await ask({});
    } finally {
      console.error = original;
    }
    expect(logged).to.have.length(2);
    expect(logged[0]).to.match(/CreateChatToken failed: AccessDeniedException.*Allow ivschat:CreateChatToken/);
    expect(logged[1]).to.match(/CreateChatToken failed: ThrottlingException/);
  });
});
