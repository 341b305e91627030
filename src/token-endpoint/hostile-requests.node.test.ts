import { expect } from 'chai';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenEndpoint } from './create-token-endpoint.js';
import { toNodeListener } from './node-adapter.js';
import { hostileRequests, type HostileRequest } from './testing/hostile-requests.js';
import { room, secondRoom, sessionOf } from './testing/requests.js';
import { StubClient } from './testing/stub-client.js';
import type { TokenGrant } from './token-grant.js';

const people: Readonly<Record<string, TokenGrant>> = {
  ada: { userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada' }, sessionDurationInMinutes: 30 },
  lurker: { userId: 'lurker' },
};

/** What `authorize` gave, as AWS must hear it and as the page must read it. */
const allowed: Readonly<Record<string, { readonly input: object; readonly answer: object }>> = {
  ada: {
    input: { roomIdentifier: room, userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada' }, sessionDurationInMinutes: 30 },
    answer: { token: 'token-of-ada', userId: 'ada', capabilities: ['SEND_MESSAGE'], attributes: { displayName: 'Ada' }, region: 'us-west-2' },
  },
  lurker: {
    input: { roomIdentifier: room, userId: 'lurker', capabilities: [] },
    answer: { token: 'token-of-lurker', userId: 'lurker', capabilities: [], attributes: {}, region: 'us-west-2' },
  },
};

describe('SECURITY 17: hostile requests through the Node adapter', () => {
  const client = new StubClient();
  const lines: string[] = [];
  let server: Server;
  let origin: string;

  before(async () => {
    const endpoint = createTokenEndpoint({
      client,
      rooms: [room, secondRoom],
      authorize: (request) => people[sessionOf(request) ?? ''] ?? null,
      rateLimit: { max: 10_000 },
      log: (line) => lines.push(line),
    });
    server = createServer(toNodeListener(endpoint)).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((done) => server.close(done)));

  function send({ method, headers, body }: HostileRequest, session: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const lines = [...headers, ['Host', new URL(origin).host] as const, ['Cookie', `session=${session}`] as const, ['Content-Length', String(Buffer.byteLength(body))] as const];
      const request = httpRequest(origin, { method, agent: false, headers: lines.flat() as never }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  async function expectNoMoreThanAllowed(hostile: HostileRequest, session: string): Promise<void> {
    client.sent.length = 0;
    const { status, body } = await send(hostile, session);
    const grant = allowed[session];
    expect(status, hostile.name).to.equal(hostile.status === 200 && grant === undefined ? 401 : status === 401 ? 'a signed-in status' : hostile.status);
    if (status === 200 && grant !== undefined) {
      const { tokenExpirationTime, sessionExpirationTime, ...answer } = JSON.parse(body) as Record<string, unknown>;
      expect([tokenExpirationTime, sessionExpirationTime], hostile.name).to.deep.equal(['2026-01-01T00:01:00.000Z', '2026-01-01T01:00:00.000Z']);
      expect(answer, hostile.name).to.deep.equal(grant.answer);
      expect(client.sent, hostile.name).to.deep.equal([{ name: 'CreateChatTokenCommand', input: grant.input }]);
    } else {
      if (hostile.method !== 'HEAD') expect(Object.keys(JSON.parse(body) as object), hostile.name).to.deep.equal(['error']);
      expect(client.sent, hostile.name).to.deep.equal([]);
    }
    expect(lines, "nothing of this is the owner's fault").to.deep.equal([]);
    expect(({} as Record<string, unknown>)['polluted'], hostile.name).to.equal(undefined);
  }

  it('are 200 at least, each a different one', () => {
    const requests = hostileRequests(origin);
    expect(requests.length).to.be.at.least(200);
    expect(new Set(requests.map((request) => JSON.stringify({ ...request, name: '' }))).size).to.equal(requests.length);
  });

  for (const session of ['ada', 'lurker']) {
    it(`get ${session} no more than authorize gave`, async function () {
      this.timeout(20_000);
      for (const hostile of hostileRequests(origin)) await expectNoMoreThanAllowed(hostile, session);
    });
  }

  it('get nobody anything', async function () {
    this.timeout(20_000);
    for (const hostile of hostileRequests(origin)) {
      client.sent.length = 0;
      const { status } = await send(hostile, 'stranger');
      // Who asks is looked at before the room; what the request is, before either.
      expect(status, hostile.name).to.be.oneOf(hostile.status === 200 ? [401] : [401, hostile.status]);
      expect(client.sent, hostile.name).to.deep.equal([]);
    }
  });
});
