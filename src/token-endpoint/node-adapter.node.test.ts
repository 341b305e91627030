import { expect } from 'chai';
import express from 'express';
import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { connect as connectHttp2, constants, createServer as createHttp2Server } from 'node:http2';
import { connect, type AddressInfo } from 'node:net';
import { createTokenEndpoint } from './create-token-endpoint.js';
import type { WebHandler } from './json-endpoint.js';
import { toNodeListener } from './node-adapter.js';
import { room } from './testing/requests.js';
import { StubClient } from './testing/stub-client.js';

describe('toNodeListener', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((done) => server.once('listening', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const serveWeb = (handler: WebHandler) => serve(toNodeListener(handler));

  const echo: WebHandler = async (request) =>
    Response.json({ method: request.method, url: request.url, cookie: request.headers.get('Cookie'), text: await request.text() });

  it('hands over method, address, headers and body', async () => {
    const url = await serveWeb(echo);
    const answer = await fetch(`${url}/chat/token?a=b`, { method: 'POST', headers: { Cookie: 'session=ada' }, body: 'é'.repeat(100_000) });
    expect(await answer.json()).to.deep.equal({ method: 'POST', url: `${url}/chat/token?a=b`, cookie: 'session=ada', text: 'é'.repeat(100_000) });
  });

  it('hands back status, headers, several cookies and bytes', async () => {
    const url = await serveWeb(async () => {
      const headers = new Headers({ 'X-Test': 'yes' });
      headers.append('Set-Cookie', 'a=1; Path=/');
      headers.append('Set-Cookie', 'b=2, 3');
      return new Response(new Uint8Array([0, 255, 10]), { status: 418, headers });
    });
    const answer = await fetch(url);
    expect(answer.status).to.equal(418);
    expect(answer.headers.get('X-Test')).to.equal('yes');
    expect(answer.headers.getSetCookie()).to.deep.equal(['a=1; Path=/', 'b=2, 3']);
    expect([...new Uint8Array(await answer.arrayBuffer())]).to.deep.equal([0, 255, 10]);
  });

  it('keeps the whole path in Express, where a router takes a part away', async () => {
    const app = express();
    app.use('/chat', toNodeListener(echo));
    const url = await serve(app);
    expect(await (await fetch(`${url}/chat/token`)).json()).to.include({ url: `${url}/chat/token` });
  });

  for (const [name, parser] of Object.entries({ json: express.json(), text: express.text({ type: '*/*' }), raw: express.raw({ type: '*/*' }) })) {
    it(`finds the body behind Express's ${name} parser`, async () => {
      const app = express();
      app.use(parser);
      app.all('/token', toNodeListener(echo));
      const url = await serve(app);
      const answer = await fetch(`${url}/token`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"a":"é"}' });
      expect(await answer.json()).to.include({ text: '{"a":"é"}' });
    });
  }

  it('answers 500 when the handler rejects', async () => {
    const url = await serveWeb(() => Promise.reject(new Error('no')));
    const answer = await fetch(url);
    expect(answer.status).to.equal(500);
    expect(await answer.text()).to.equal('');
  });

  const megabyte = ' '.repeat(1_000_000);
  const tooLarge: [string, string, string][] = [
    ['that says so', 'Content-Length: 1000000', megabyte],
    ['that does not say so', 'Transfer-Encoding: chunked', `f4240\r\n${megabyte}\r\n0\r\n\r\n`],
  ];
  for (const [name, length, body] of tooLarge) {
    it(`answers a too large body ${name}, and the next request on the same connection`, async () => {
      const endpoint = createTokenEndpoint({ client: new StubClient(), rooms: [room], authorize: () => ({ userId: 'ada' }) });
      const url = new URL(await serveWeb(endpoint));
      const socket = connect(Number(url.port), '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => (received += text));
      const head = (length: string) => `POST / HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: ${url.origin}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;
      socket.write(`${head(length)}${body}${head('Content-Length: 2')}{}`);
      await until(() => received.includes('token-of-ada'));
      socket.destroy();
      expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 413', 'HTTP/1.1 200']);
    });
  }

  it('serves HTTP/2, and survives a client that leaves there', async () => {
    const statuses: number[] = [];
    const endpoint = createTokenEndpoint({ client: new StubClient(), rooms: [room], authorize: () => ({ userId: 'ada' }) });
    const server = createHttp2Server(
      toNodeListener(async (request) => {
        const response = await endpoint(request);
        statuses.push(response.status);
        return response;
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const session = connectHttp2(origin);
    const headers = { ':method': 'POST', ':path': '/chat/token', origin, 'content-type': 'application/json' };
    const whole = session.request(headers).end('{}');
    const [{ ':status': status }] = (await once(whole, 'response')) as [{ ':status': number }];
    whole.close();
    const half = session.request(headers);
    half.write('{"room');
    await new Promise((done) => setTimeout(done, 20));
    half.close(constants.NGHTTP2_CANCEL);
    await until(() => statuses.length === 2);
    session.destroy();
    await new Promise<void>((done) => server.close(() => done()));
    expect([status, statuses]).to.deep.equal([200, [200, 400]]);
  });

  it('turns away an endless body of unknown length', async () => {
    const endpoint = createTokenEndpoint({ client: new StubClient(), rooms: [room], authorize: () => ({ userId: 'ada' }) });
    const url = await serveWeb(endpoint);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(url, { method: 'POST', agent: false, headers: { Origin: url, 'Content-Type': 'application/json' } });
      const chunk = Buffer.alloc(16_384, 32);
      const more = setInterval(() => request.write(chunk), 1);
      request.on('error', reject).on('response', (response) => {
        clearInterval(more);
        resolve(response.statusCode);
        request.destroy();
      });
    });
    expect(status).to.equal(413);
  });

  it('gives up quietly when the client leaves in the middle of its body', async () => {
    const client = new StubClient();
    const statuses: number[] = [];
    const endpoint = createTokenEndpoint({ client, rooms: [room], authorize: () => ({ userId: 'ada' }) });
    const url = await serveWeb(async (request) => {
      const response = await endpoint(request);
      statuses.push(response.status);
      return response;
    });
    const { host, origin, port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"room`);
    setTimeout(() => socket.destroy(), 20);
    await until(() => statuses.length > 0);
    expect(statuses).to.deep.equal([400]);
    expect(client.sent).to.deep.equal([]);
    expect((await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin }, body: '{}' })).status).to.equal(200);
  });

  const oddities: [string, string, RegExp][] = [
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a path that looks like a host', 'GET //evil.example/x HTTP/1.1\r\nHost: a.example\r\n\r\n', /"url":"http:\/\/a\.example\/\/evil\.example\/x"/],
    ['an absolute address', 'GET http://evil.example/x HTTP/1.1\r\nHost: a.example\r\n\r\n', /"url":"http:\/\/a\.example\/"/],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: a.example\r\n\r\n', /"url":"http:\/\/a\.example\/"/],
    ['a method that no web page has', 'TRACE / HTTP/1.1\r\nHost: a.example\r\n\r\n', /^HTTP\/1\.1 400/],
  ];
  for (const [name, raw, expected] of oddities) {
    it(`survives ${name}`, async () => {
      const url = new URL(await serveWeb(echo));
      const socket = connect(Number(url.port), '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => (received += text));
      socket.write(raw);
      await until(() => expected.test(received));
      socket.destroy();
      expect(received).to.match(expected);
    });
  }
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 3000;
  while (!condition() && Date.now() < deadline) await new Promise((done) => setTimeout(done, 5));
}
