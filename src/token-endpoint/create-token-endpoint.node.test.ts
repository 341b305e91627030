import { expect } from 'chai';
import { MemoryBanStore } from './ban-store.js';
import { MemoryRateLimitStore } from './rate-limit.js';
import { answerOf, foreignRoom, page, post, room, secondRoom, sessionOf } from './testing/requests.js';
import { canSend, setUpTokenEndpoint as setUp } from './testing/set-up.js';

describe('createTokenEndpoint', () => {
  it('answers with the token and with what the element needs beside it', async () => {
    const { endpoint, client } = setUp({ grant: { ...canSend, attributes: { displayName: 'Ada' }, sessionDurationInMinutes: 90 } });
    const response = await endpoint(post());
    expect(response.status).to.equal(200);
    expect(response.headers.get('Content-Type')).to.match(/^application\/json/);
    expect(response.headers.get('Cache-Control')).to.equal('no-store');
    expect(response.headers.get('Access-Control-Expose-Headers')).to.equal('Retry-After, Date');
    expect(await answerOf(response)).to.deep.equal({
      token: 'token-of-ada',
      tokenExpirationTime: '2026-01-01T00:01:00.000Z',
      sessionExpirationTime: '2026-01-01T01:00:00.000Z',
      userId: 'ada',
      capabilities: ['SEND_MESSAGE'],
      attributes: { displayName: 'Ada' },
      region: 'us-west-2',
    });
    expect(client.sent).to.deep.equal([
      {
        name: 'CreateChatTokenCommand',
        input: {
          roomIdentifier: room,
          userId: 'ada',
          capabilities: ['SEND_MESSAGE'],
          attributes: { displayName: 'Ada' },
          sessionDurationInMinutes: 90,
        },
      },
    ]);
  });

  it('gives no capability when authorize names none', async () => {
    const { endpoint, client } = setUp({ grant: { userId: 'ada' } });
    expect((await answerOf(await endpoint(post())))['capabilities']).to.deep.equal([]);
    expect(client.sent[0]?.input).to.deep.equal({ roomIdentifier: room, userId: 'ada', capabilities: [] });
  });

  it('SECURITY 17: nothing in the body changes who somebody is, what they may do, or how they are shown', async () => {
    const { endpoint, client } = setUp({ grant: { ...canSend, attributes: { displayName: 'Ada' } } });
    const forged = {
      userId: 'the-streamer',
      capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'],
      attributes: { displayName: 'The Streamer', role: 'moderator' },
      room: secondRoom,
      arn: foreignRoom,
      sessionDurationInMinutes: 180,
      durationInMinutes: 180,
    };
    const answer = await answerOf(await endpoint(post(forged)));
    expect(answer).to.include({ token: 'token-of-ada', userId: 'ada' });
    expect(answer['capabilities']).to.deep.equal(['SEND_MESSAGE']);
    expect(answer['attributes']).to.deep.equal({ displayName: 'Ada' });
    expect(client.sent.map(({ input }) => input)).to.deep.equal([
      { roomIdentifier: room, userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada' } },
    ]);
  });

  describe('SECURITY 17: capabilities are those that the server granted', () => {
    const all = ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'] as const;
    for (let bits = 0; bits < 8; bits++) {
      const granted = all.filter((_, at) => bits & (1 << at));
      it(granted.length === 0 ? 'none' : granted.join(', '), async () => {
        const { endpoint, client } = setUp({ grant: { userId: 'ada', capabilities: granted } });
        const answer = await answerOf(await endpoint(post({ capabilities: all })));
        expect(answer['capabilities']).to.deep.equal(granted);
        expect(client.sent[0]?.input['capabilities']).to.deep.equal(granted);
      });
    }
  });

  describe('chooses the room', () => {
    const cases: [string, string | undefined, string | undefined, string | 403][] = [
      ['the first when none is asked for', undefined, undefined, room],
      ['the listed one that is asked for', secondRoom, undefined, secondRoom],
      ["authorize's rather than the one asked for", room, secondRoom, secondRoom],
      ["authorize's when the one asked for has a name that only authorize knows", 'lobby', secondRoom, secondRoom],
      ['none for one outside the list', foreignRoom, undefined, 403],
      ['none when authorize names one outside the list', room, foreignRoom, 403],
      ['none for a part of an ARN', 'FirstRoom', undefined, 403],
    ];
    for (const [name, asked, granted, expected] of cases) {
      it(name, async () => {
        const { endpoint, client } = setUp({ grant: { ...canSend, room: granted } });
        const response = await endpoint(post({ roomIdentifier: asked }));
        expect(response.status).to.equal(expected === 403 ? 403 : 200);
        expect(client.sent.map(({ input }) => input['roomIdentifier'])).to.deep.equal(expected === 403 ? [] : [expected]);
      });
    }
  });

  it('tells authorize which room was asked for, and leaves it the body to read', async () => {
    const seen: unknown[] = [];
    const { endpoint } = setUp({
      authorize: async (request, context) => {
        seen.push(context, await request.json());
        return canSend;
      },
    });
    await endpoint(post({ roomIdentifier: secondRoom, ticket: 'T1' }));
    await endpoint(post({}));
    expect(seen).to.deep.equal([{ roomIdentifier: secondRoom }, { roomIdentifier: secondRoom, ticket: 'T1' }, { roomIdentifier: room }, {}]);
  });

  it('SECURITY 18: a page of another origin gets nothing, however it asks', async () => {
    const { endpoint, client } = setUp();
    const evil = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    const asked: [string, Request, number][] = [
      ['JSON', post({}, { headers: evil }), 403],
      ['JSON, old browser', post({}, { headers: { ...evil, 'Sec-Fetch-Site': null } }), 403],
      ['another subdomain', post({}, { headers: { Origin: 'https://blog.example.com', 'Sec-Fetch-Site': 'same-site' } }), 403],
      ['no Origin', post({}, { headers: { Origin: null, 'Sec-Fetch-Site': null } }), 403],
      ['null Origin', post({}, { headers: { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' } }), 403],
      ['null Origin, old browser', post({}, { headers: { Origin: 'null', 'Sec-Fetch-Site': null } }), 403],
      ['a form', post('a=b', { headers: { ...evil, 'Content-Type': 'application/x-www-form-urlencoded' } }), 403],
      ['a form of the own origin', post('a=b', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 415],
      ['an upload form', post('--x--', { headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }), 415],
      ['text/plain', post('{}', { headers: { 'Content-Type': 'text/plain' } }), 415],
      ['text/plain with a hint of JSON', post('{}', { headers: { 'Content-Type': 'text/plain; application/json' } }), 415],
      ['no type', post(new TextEncoder().encode('{}'), { headers: { 'Content-Type': null } }), 415],
      ['GET', new Request(`${page}/chat/token`, { headers: { Cookie: 'session=ada', ...evil } }), 405],
    ];
    for (const [name, request, status] of asked) {
      const response = await endpoint(request);
      expect(response.status, name).to.equal(status);
      expect(response.headers.has('Access-Control-Allow-Origin'), name).to.equal(false);
      expect(Object.keys(await answerOf(response)), name).to.deep.equal(['error']);
    }
    expect(client.sent).to.deep.equal([]);
  });

  it('SECURITY 18: preflights are answered for listed origins, with cookies, and for no other', async () => {
    const partner = 'https://partner.example';
    const { endpoint } = setUp({ allowedOrigins: [partner] });
    const preflight = (origin: string) =>
      endpoint(
        new Request(`${page}/chat/token`, {
          method: 'OPTIONS',
          headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type,x-csrf-token' },
        }),
      );
    const allowed = await preflight(partner);
    expect(allowed.status).to.equal(204);
    expect(allowed.headers.get('Access-Control-Allow-Origin')).to.equal(partner);
    expect(allowed.headers.get('Access-Control-Allow-Credentials')).to.equal('true');
    expect(allowed.headers.get('Access-Control-Allow-Methods')).to.equal('POST');
    expect(allowed.headers.get('Access-Control-Allow-Headers')).to.equal('content-type,x-csrf-token');
    expect(allowed.headers.get('Vary')).to.equal('Origin');
    for (const origin of [page, 'null', 'https://partner.example.evil.example', 'http://partner.example', 'https://partner.example:8443']) {
      const refused = await preflight(origin);
      expect(refused.status, origin).to.equal(403);
      expect(refused.headers.has('Access-Control-Allow-Origin'), origin).to.equal(false);
      expect(refused.headers.get('Vary'), origin).to.equal('Origin');
    }
  });

  it('SECURITY 18: a listed origin can read refusals too', async () => {
    const partner = 'https://partner.example';
    const { endpoint } = setUp({ allowedOrigins: [partner], authorize: () => null });
    const response = await endpoint(post({}, { headers: { Origin: partner, 'Sec-Fetch-Site': 'cross-site' } }));
    expect(response.status).to.equal(401);
    expect(response.headers.get('Access-Control-Allow-Origin')).to.equal(partner);
    expect(response.headers.get('Access-Control-Expose-Headers')).to.equal('Retry-After, Date');
  });

  it('SECURITY 18: an endpoint for every origin takes no cookies along, and no null origin', async () => {
    const { endpoint } = setUp({ allowedOrigins: ['*'] });
    const anyone = await endpoint(post({}, { headers: { Origin: 'https://anyone.example', 'Sec-Fetch-Site': 'cross-site' } }));
    expect(anyone.status).to.equal(200);
    expect(anyone.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    expect(anyone.headers.has('Access-Control-Allow-Credentials')).to.equal(false);
    for (const origin of ['null', null]) {
      expect((await endpoint(post({}, { headers: { Origin: origin, 'Sec-Fetch-Site': 'cross-site' } }))).status).to.equal(403);
    }
  });

  it('SECURITY 19: the 31st token of a user in a minute waits, for as long as the answer says', async () => {
    let now = 1_000_000;
    const { endpoint, client } = setUp({
      authorize: (request) => ({ userId: sessionOf(request) ?? '' }),
      rateLimit: { store: new MemoryRateLimitStore(() => now) },
    });
    for (let call = 0; call < 30; call++) {
      expect((await endpoint(post())).status).to.equal(200);
      now += 1000;
    }
    now -= 400;
    const refused = await endpoint(post());
    expect(refused.status).to.equal(429);
    expect(refused.headers.get('Retry-After'), '30.4 s, in whole seconds').to.equal('31');
    expect(client.sent).to.have.length(30);
    expect((await endpoint(post({}, { session: 'ben' }))).status, 'somebody else').to.equal(200);
    now += 30_399;
    expect((await endpoint(post())).status, 'a moment early').to.equal(429);
    now += 1;
    expect((await endpoint(post())).status, 'as told').to.equal(200);
  });

  it('SECURITY 20: nobody signed in is 401, a banned user 403, and AWS hears of neither', async () => {
    const bans = new MemoryBanStore();
    bans.add({ room, userId: 'ada', bannedAt: '2026-01-01T00:00:00Z' });
    const { endpoint, client } = setUp({
      bans,
      authorize: (request) => (sessionOf(request) === undefined ? null : { userId: sessionOf(request)! }),
    });
    expect((await endpoint(post({}, { session: '' }))).status).to.equal(401);
    expect((await endpoint(post({}, { session: 'ada' }))).status).to.equal(403);
    expect(client.sent).to.deep.equal([]);
    expect((await endpoint(post({ roomIdentifier: secondRoom }, { session: 'ada' }))).status, 'a ban holds in its room').to.equal(200);
    expect((await endpoint(post({}, { session: 'ben' }))).status).to.equal(200);
  });

  it('keeps back a token that AWS made while its user was banned', async () => {
    const bans = new MemoryBanStore();
    const { endpoint, client } = setUp({ bans });
    client.onSend = () => bans.add({ room, userId: 'ada', bannedAt: '2026-01-01T00:00:00Z' });
    const response = await endpoint(post());
    expect(response.status).to.equal(403);
    expect(await response.text()).not.to.contain('token-of-ada');
  });

  describe('refuses a body', () => {
    const sized = (bytes: number) => JSON.stringify({ padding: 'x'.repeat(bytes - 14) });
    const cases: [string, string | Uint8Array, number][] = [
      ['that is no JSON', '{"roomIdentifier":', 400],
      ['that is a list', '[]', 400],
      ['that is null', 'null', 400],
      ['that is text', '"hello"', 400],
      ['that is no UTF-8', new Uint8Array([...new TextEncoder().encode('{"a":"'), 0xff, ...new TextEncoder().encode('"}')]), 400],
      ['with a room that is no text', '{"roomIdentifier":["a"]}', 400],
      ['with a room name that is too long', JSON.stringify({ roomIdentifier: 'x'.repeat(129) }), 400],
      ['over 16 KiB', sized(16 * 1024 + 1), 413],
    ];
    for (const [name, body, status] of cases) {
      it(name, async () => {
        const { endpoint, client } = setUp();
        expect((await endpoint(post(body))).status).to.equal(status);
        expect(client.sent).to.deep.equal([]);
      });
    }

    it('that is said to be over 16 KiB, before reading it', async () => {
      const { endpoint } = setUp();
      expect((await endpoint(post('{}', { headers: { 'Content-Length': '99999' } }))).status).to.equal(413);
    });

    it('that turns out to be endless, without reading on', async () => {
      const { endpoint } = setUp();
      let pulled = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1024).fill(32));
        },
      });
      const { headers } = post();
      const response = await endpoint(new Request(`${page}/chat/token`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit));
      expect(response.status).to.equal(413);
      expect(pulled).to.be.below(25);
    });
  });

  it('takes exactly 16 KiB, an empty body, and a type with a charset', async () => {
    const { endpoint } = setUp();
    expect((await endpoint(post(JSON.stringify({ padding: 'x'.repeat(16 * 1024 - 14) })))).status).to.equal(200);
    expect((await endpoint(post(''))).status).to.equal(200);
    expect((await endpoint(post('{}', { headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } }))).status).to.equal(200);
  });

  it('finds no field that the body only inherits', async () => {
    const { endpoint, client } = setUp();
    Object.defineProperty(Object.prototype, 'roomIdentifier', { value: secondRoom, configurable: true });
    try {
      expect((await endpoint(post({}))).status).to.equal(200);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'roomIdentifier');
    }
    expect(client.sent.map(({ input }) => Object.entries(input)[0])).to.deep.equal([['roomIdentifier', room]]);
  });

  it('names the methods it takes when it is asked with another', async () => {
    const { endpoint } = setUp();
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
      const response = await endpoint(new Request(`${page}/chat/token`, { method, headers: { Origin: page, Host: 'www.example.com' } }));
      expect(response.status, method).to.equal(405);
      expect(response.headers.get('Allow'), method).to.equal('POST, OPTIONS');
    }
  });
});
