import { expect } from 'chai';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createViteServer } from 'vite';
import { createSandbox } from '../../demo/server/sandbox.js';
import { toNodeListener } from './node-adapter.js';

type Sandbox = Awaited<ReturnType<typeof createSandbox>>;

const settings = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-west-2',
  IVS_CHAT_ROOM_ARN: 'arn:aws:ivschat:us-west-2:123456789012:room/SandboxRoom1',
  PORT: '0',
  BANS_FILE: join(mkdtempSync(join(tmpdir(), 'ivs-chat-bans-')), 'bans.json'),
};

describe('The examples for each host', () => {
  let sandbox: Sandbox;
  const before_: Record<string, string | undefined> = {};
  const toClose: (() => Promise<unknown> | unknown)[] = [];

  before(async () => {
    sandbox = await createSandbox({ port: 0 });
    for (const [name, value] of Object.entries({ ...settings, AWS_ENDPOINT_URL_IVSCHAT: sandbox.url })) {
      before_[name] = process.env[name];
      process.env[name] = value;
    }
  });
  after(async () => {
    for (const close of toClose) await close();
    for (const [name, value] of Object.entries(before_)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await sandbox.close();
  });

  const body = JSON.stringify({ userId: 'ada', capabilities: ['DISCONNECT_USER'] });
  const headersFor = (url: string, session: string) => ({
    'Content-Type': 'application/json',
    Origin: new URL(url).origin,
    Host: new URL(url).host,
    Cookie: `session=${session}`,
  });

  async function listening(server: Server): Promise<string> {
    toClose.push(() => new Promise((done) => server.close(done)));
    if (!server.listening) await new Promise((done) => server.once('listening', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat/token`;
  }

  /** What every host must do, called as its network would call it. */
  async function expectToServe(url: string, call: (request: Request) => Promise<Response>): Promise<void> {
    const request = (session: string, more: Record<string, string> = {}) =>
      call(new Request(url, { method: 'POST', headers: { ...headersFor(url, session), ...more }, body }));
    const answer = await request('session-of-ben');
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('Cache-Control')).to.equal('no-store');
    const { token, sessionExpirationTime, ...rest } = (await answer.json()) as Record<string, unknown>;
    expect(token).to.be.a('string').with.length.above(15);
    expect(Date.parse(String(sessionExpirationTime))).to.be.above(Date.now());
    expect(rest).to.include({ userId: 'ben', region: 'us-west-2' });
    expect(rest['capabilities']).to.deep.equal(['SEND_MESSAGE']);
    expect((await request('nobody')).status).to.equal(401);
    expect((await request('session-of-ben', { Origin: 'https://evil.example' })).status).to.equal(403);
    expect((await call(new Request(url, { headers: headersFor(url, 'session-of-ben') }))).status).to.equal(405);
  }

  it('Node http', async () => {
    const { server } = await import('../../demo/token-endpoint/node-http.js');
    await expectToServe(await listening(server), fetch);
  });

  it('Express 5, with its body parser', async () => {
    const { server } = await import('../../demo/token-endpoint/express.js');
    await expectToServe(await listening(server), fetch);
  });

  it('Hono', async () => {
    const { default: app } = await import('../../demo/token-endpoint/hono.js');
    await expectToServe('https://www.example.com/chat/token', async (request) => app.fetch(request));
    const server = createHttpServer(toNodeListener(async (request) => app.fetch(request))).listen(0, '127.0.0.1');
    await expectToServe(await listening(server), fetch);
  });

  it('Next.js route handlers', async () => {
    const route = await import('../../demo/token-endpoint/next-route.js');
    await expectToServe('https://www.example.com/chat/token', (request) =>
      // Next.js answers the methods that a route does not export.
      request.method === 'POST' ? route.POST(request) : Promise.resolve(new Response(null, { status: 405 })),
    );
    const preflight = await route.OPTIONS(new Request('https://www.example.com/chat/token', { method: 'OPTIONS' }));
    expect(preflight.status).to.equal(403);
  });

  for (const encoded of [false, true]) {
    it(`AWS Lambda function URLs${encoded ? ', body in base64' : ''}`, async () => {
      const { handler } = await import('../../demo/token-endpoint/lambda.js');
      await expectToServe('https://abc.lambda-url.us-west-2.on.aws/chat/token', async (request) => {
        const text = await request.text();
        const { cookie, ...headers } = Object.fromEntries(request.headers);
        const result = await handler({
          rawPath: '/chat/token',
          rawQueryString: '',
          headers,
          ...(cookie !== undefined && { cookies: cookie.split('; ') }),
          ...(request.method === 'POST' && { body: encoded ? btoa(text) : text, isBase64Encoded: encoded }),
          requestContext: { domainName: 'abc.lambda-url.us-west-2.on.aws', http: { method: request.method } },
        });
        return new Response(result.body, { status: result.statusCode, headers: result.headers });
      });
    });
  }

  it('Node http with moderation: a ban shuts the endpoint for its user', async () => {
    const { server } = await import('../../demo/token-endpoint/moderation.js');
    const url = await listening(server);
    await expectToServe(url, fetch);
    const ban = (session: string) =>
      fetch(new URL('moderate/ban', url), { method: 'POST', headers: headersFor(url, session), body: '{"userId":"ben","reason":"Spam"}' });
    expect((await ban('session-of-ben')).status).to.equal(403);
    expect((await ban('session-of-ada')).status).to.equal(200);
    expect((await fetch(url, { method: 'POST', headers: headersFor(url, 'session-of-ben'), body })).status).to.equal(403);
    const [kept] = JSON.parse(readFileSync(settings.BANS_FILE, 'utf8')) as object[];
    expect(kept).to.include({ userId: 'ben', reason: 'Spam', bannedBy: 'ada' });
  });

  it("Vite's dev server", async () => {
    const { chatToken } = await import('../../demo/token-endpoint/vite-dev-server.js');
    const vite = await createViteServer({
      configFile: false,
      root: 'demo/token-endpoint',
      logLevel: 'silent',
      plugins: [chatToken()],
      optimizeDeps: { noDiscovery: true },
      server: { host: '127.0.0.1', port: 0, ws: false, watch: null },
    });
    toClose.push(() => vite.close());
    await vite.listen();
    const { port } = vite.httpServer!.address() as AddressInfo;
    await expectToServe(`http://127.0.0.1:${port}/chat/token`, fetch);
  });
});
