import { expect } from 'chai';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { FaultProxy, type Door } from './fault-proxy.js';

/** An echo server, a proxy before it and a client, all gone after the test. */
async function echoBehindProxy() {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => socket.write(data));
    socket.on('end', () => socket.end('bye'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy = await FaultProxy.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => 0.5);
  opened.push(async () => {
    await proxy.close();
    server.close();
  });
  return proxy;
}

const opened: (() => Promise<void>)[] = [];

class Client {
  readonly socket: Socket;
  text = '';
  ended = false;
  code: string | undefined;
  closed = false;

  constructor(proxy: FaultProxy) {
    this.socket = connect({ port: Number(new URL(proxy.url).port), host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('data', (data) => (this.text += String(data)));
    this.socket.on('end', () => (this.ended = true));
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.code = error.code));
    this.socket.on('close', () => (this.closed = true));
    opened.push(async () => void this.socket.destroy());
  }

  async echoes(text: string): Promise<void> {
    const before = this.text;
    this.socket.write(text);
    await until(() => this.text === before + text);
  }
}

async function until(condition: () => boolean, ms = 1500): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Not within ${ms} ms: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('FaultProxy', () => {
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  it('relays both ways', async () => {
    const client = new Client(await echoBehindProxy());
    await client.echoes('hello');
  });

  it('passes an end on and still delivers what comes back', async () => {
    const client = new Client(await echoBehindProxy());
    await client.echoes('hello');
    client.socket.end();
    await until(() => client.text === 'hellobye' && client.closed);
  });

  it('resets living connections', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('hello');
    proxy.reset();
    await until(() => client.code === 'ECONNRESET');
    await until(() => proxy.alive === 0);
  });

  it('ends living connections politely', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('hello');
    proxy.cutPolitely();
    await until(() => client.ended);
    expect(client.code).to.equal(undefined);
  });

  it('closes one half', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('hello');
    proxy.halfClose('down');
    await until(() => client.ended);
    expect(client.socket.writable).to.equal(true);
  });

  it('holds bytes back while frozen and lets them through after', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('hello');
    proxy.freeze('down');
    client.socket.write('later');
    await pause(50);
    expect(client.text).to.equal('hello');
    await proxy.heal();
    await until(() => client.text === 'hellolater');
  });

  it('loses bytes, ends and resets in a black hole', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('hello');
    proxy.blackhole();
    client.socket.write('never');
    await pause(50);
    await proxy.heal();
    await client.echoes('after');
    expect(client.text).to.equal('helloafter');
  });

  it('delays by latency and jitter, in order', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('a');
    proxy.line({ latencyMs: 40, jitterMs: 20 }, 'down');
    const start = performance.now();
    for (const letter of 'bcd') client.socket.write(letter);
    await until(() => client.text === 'abcd');
    expect(performance.now() - start).to.be.at.least(48);
  });

  it('throttles', async () => {
    const proxy = await echoBehindProxy();
    const client = new Client(proxy);
    await client.echoes('a');
    proxy.line({ bytesPerSecond: 10_000 }, 'up');
    const start = performance.now();
    await client.echoes('x'.repeat(2000));
    expect(performance.now() - start).to.be.at.least(180);
  });

  it('blows a fuse in the middle of the stream', async () => {
    const proxy = await echoBehindProxy();
    proxy.fuse({ direction: 'down', bytes: 3, how: 'reset' });
    const client = new Client(proxy);
    client.socket.write('hello');
    await until(() => client.code === 'ECONNRESET');
    expect(client.text).to.equal('hel');
  });

  const doors: readonly [Door, (client: Client) => boolean][] = [
    ['reset', (client) => client.code === 'ECONNRESET' || client.closed],
    ['close', (client) => client.ended && client.code === undefined],
    ['refuse', (client) => client.code === 'ECONNREFUSED'],
  ];
  for (const [door, seen] of doors) {
    it(`turns newcomers away with "${door}", keeps the others, and opens again`, async () => {
      const proxy = await echoBehindProxy();
      const inside = new Client(proxy);
      await inside.echoes('in');
      await proxy.door(door);
      const outside = new Client(proxy);
      await until(() => seen(outside));
      await inside.echoes('still');
      await proxy.heal();
      await new Client(proxy).echoes('back');
    });
  }

  it('leaves nothing behind, not even the other half of a dead line', async () => {
    let gone = false;
    const server = createServer((socket) => socket.on('error', () => undefined).on('close', () => (gone = true)).pipe(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push(async () => void server.close());
    const proxy = await FaultProxy.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const client = new Client(proxy);
    await client.echoes('in');
    proxy.blackhole();
    client.socket.resetAndDestroy();
    await until(() => proxy.alive === 0);
    await pause(20);
    expect(gone).to.equal(false);
    await proxy.close();
    await until(() => gone);
  });

  it('leaves no guest behind whom it sent away and who did not go', async () => {
    const proxy = await echoBehindProxy();
    await proxy.door('close');
    const client = new Client(proxy);
    await until(() => client.ended);
    await proxy.close();
    // Its end was heard already: only what it writes tells it that nobody is there.
    await until(() => {
      client.socket.write('still there?');
      return client.closed;
    });
  });

  it('takes newcomers in and never answers with "hang"', async () => {
    const proxy = await echoBehindProxy();
    await proxy.door('hang');
    const client = new Client(proxy);
    client.socket.write('hello?');
    await pause(50);
    expect([client.text, client.closed, proxy.alive]).to.deep.equal(['', false, 1]);
  });
});
