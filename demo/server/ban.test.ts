import { once } from 'node:events';
import { expect } from 'chai';
import { openSite, type Site } from './testing/demo-visit.js';
import { RawClient } from './testing/raw-client.js';

describe("the demo's bans", () => {
  let site: Site;
  beforeEach(async () => void (site = await openSite()));
  afterEach(() => site.close());

  async function enter(name: string): Promise<RawClient> {
    const { json } = await site.post(name, 'token');
    const client = new RawClient(String(json['socketUrl']), String(json['token']));
    await once(client.socket, 'open');
    return client;
  }

  it('disconnect the user, refuse them tokens, and end when a moderator says so', async () => {
    const ada = await enter('ada');
    const closed = once(ada.socket, 'close');
    expect((await site.post('moderator', 'moderate/ban', { userId: 'ada', reason: 'Spam' })).status).to.equal(200);
    expect((await closed)[0]).to.equal(1000);
    expect((await site.post('ada', 'token')).status).to.equal(403);
    expect((await site.post('ben', 'token')).status).to.equal(200);
    expect((await site.post('moderator', 'moderate/unban', { userId: 'ada' })).status).to.equal(200);
    expect((await site.post('ada', 'token')).status).to.equal(200);
  });

  it('SECURITY 21: are for moderators: a viewer gets 403, a stranger 401, and nobody is banned', async () => {
    expect((await site.post('ben', 'moderate/ban', { userId: 'ada' })).status).to.equal(403);
    const cookie = await site.signIn('ben');
    const headers = { 'content-type': 'application/json', origin: site.url.slice(0, -1) };
    expect((await site.ask('POST', '/as/moderator/moderate/ban', { ...headers, cookie }, '{"userId":"ada"}')).status).to.equal(403);
    expect((await site.ask('POST', '/as/moderator/moderate/ban', headers, '{"userId":"ada"}')).status).to.equal(401);
    const { json, status } = await site.post('ada', 'token');
    expect([status, json['userId']]).to.deep.equal([200, 'ada']);
  });

  it('SECURITY 18: are not for pages of other origins, which hold the same cookie', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example', cookie: await site.signIn('moderator') };
    expect((await site.ask('POST', '/as/moderator/moderate/ban', headers, '{"userId":"ada"}')).status).to.equal(403);
    expect((await site.post('ada', 'token')).status).to.equal(200);
  });
});
