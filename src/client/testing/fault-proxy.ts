import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { FaultPipe, type LineRules } from './fault-pipe.js';

/** `up` runs from the client to the server, `down` back. */
export type Direction = 'up' | 'down';

/**
 * What happens to a client that knocks: it is let through, reset, closed politely, taken in and never answered, or finds nobody listening.
 */
export type Door = 'open' | 'reset' | 'close' | 'hang' | 'refuse';

/** Ends a connection by itself once so many bytes have passed in one direction: in the middle of an upgrade or of a frame. */
export interface Fuse {
  readonly direction: Direction;
  readonly bytes: number;
  readonly how: 'reset' | 'close' | 'freeze' | 'blackhole';
}

interface Line {
  readonly client: Socket;
  readonly server: Socket | undefined;
  readonly up: FaultPipe | undefined;
  readonly down: FaultPipe | undefined;
}

const healthy: LineRules = { latencyMs: 0, jitterMs: 0, bytesPerSecond: Infinity, flow: 'pass' };

/** A TCP relay on the loopback address that breaks connections in the ways that networks do. */
export class FaultProxy {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #lines = new Set<Line>();
  /** The connections to the target: behind a dead line they outlive the client's. */
  readonly #upstream = new Set<Socket>();
  readonly #random: () => number;
  #server: Server | undefined;
  #port = 0;
  #door: Door = 'open';
  #fuse: Fuse | undefined;
  #rules: Record<Direction, LineRules> = { up: healthy, down: healthy };
  /** The clients' sockets, whatever door they found. */
  readonly #guests = new Set<Socket>();

  private constructor(target: string, random: () => number) {
    const { hostname, port } = new URL(target);
    this.#target = { host: hostname, port: Number(port) };
    this.#random = random;
  }

  /** Listens on a free port and relays to `target`, a URL with a port. */
  static async open(target: string, random: () => number = Math.random): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, random);
    await proxy.#listen();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get socketUrl(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** Connections alive now, on the client's side. */
  get alive(): number {
    return this.#lines.size;
  }

  /** Decides what happens to clients that come from now on. */
  async door(door: Door): Promise<void> {
    this.#door = door;
    if (door === 'refuse') await this.#unlisten();
    else if (!this.#server) await this.#listen();
  }

  /** Arms a fuse for the connections that come from now on; `undefined` takes it away. */
  fuse(fuse: Fuse | undefined): void {
    this.#fuse = fuse;
  }

  /** Changes how bytes travel, on living connections too. */
  line(rules: Partial<LineRules>, direction: Direction | 'both' = 'both'): void {
    for (const one of ['up', 'down'] as const) {
      if (direction !== 'both' && direction !== one) continue;
      this.#rules = { ...this.#rules, [one]: { ...this.#rules[one], ...rules } };
      for (const line of this.#lines) line[one]?.rule(this.#rules[one]);
    }
  }

  /** Changes how bytes travel on the connections that come from now on. */
  lineOfNewcomers(rules: Partial<LineRules>): void {
    this.#rules = { up: { ...this.#rules.up, ...rules }, down: { ...this.#rules.down, ...rules } };
  }

  /** Stops the bytes while the connections stay open; they arrive after `line({ flow: 'pass' })`. */
  freeze(direction: Direction | 'both' = 'both'): void {
    this.line({ flow: 'hold' }, direction);
  }

  /** Swallows bytes, ends and resets for good: a link that is dead and does not say so. */
  blackhole(direction: Direction | 'both' = 'both'): void {
    this.line({ flow: 'swallow' }, direction);
  }

  /** Makes every line healthy again; what a dead one swallowed stays lost. */
  heal(): Promise<void> {
    this.fuse(undefined);
    this.line(healthy);
    return this.door('open');
  }

  /** Resets living connections on both sides. */
  reset(): void {
    for (const line of this.#lines) cut(line);
  }

  /** Ends living connections with a FIN on both sides, without a WebSocket close frame. */
  cutPolitely(): void {
    for (const { client, server } of this.#lines) {
      client.end();
      server?.end();
    }
  }

  /** Ends one direction only, as a peer does that has nothing more to say. */
  halfClose(direction: Direction): void {
    for (const { client, server } of this.#lines) (direction === 'up' ? server : client)?.end();
  }

  async close(): Promise<void> {
    this.#door = 'reset';
    for (const line of this.#lines) cut(line);
    for (const socket of [...this.#upstream, ...this.#guests]) socket.destroy();
    await this.#unlisten();
  }

  async #listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
    // The port may be somebody else's for a moment after it was free.
    for (let attempt = 1; ; attempt++) {
      try {
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject);
          server.listen(this.#port, '127.0.0.1', () => {
            server.off('error', reject);
            resolve();
          });
        });
        break;
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Living connections stay: only newcomers find nobody, at once or as soon as the last connection is gone. */
  async #unlisten(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    if ([...this.#guests].every(({ destroyed }) => destroyed)) await closed;
  }

  #accept(client: Socket): void {
    this.#guests.add(client);
    client.once('close', () => this.#guests.delete(client));
    client.on('error', () => undefined);
    if (this.#door === 'reset') return void client.resetAndDestroy();
    if (this.#door === 'close') return void client.resume().end();
    if (this.#door === 'hang') return this.#keep({ client, server: undefined, up: undefined, down: undefined });

    const server = connect({ ...this.#target, allowHalfOpen: true, noDelay: true });
    const up = new FaultPipe(client, server, this.#rules.up, this.#random);
    const down = new FaultPipe(server, client, this.#rules.down, this.#random);
    const line = { client, server, up, down };
    this.#upstream.add(server);
    server.once('close', () => this.#upstream.delete(server));
    server.on('error', () => undefined);
    this.#keep(line);
    if (this.#fuse) this.#arm(line, this.#fuse);
    // A dead link carries no news of the other side's end.
    server.once('close', (failed) => failed && down.flow === 'pass' && client.resetAndDestroy());
    client.once('close', (failed) => failed && up.flow === 'pass' && server.resetAndDestroy());
  }

  #arm(line: Line, { direction, bytes, how }: Fuse): void {
    line[direction]?.onBytes(bytes, () => {
      if (how === 'reset') cut(line);
      else if (how === 'close') {
        line.client.end();
        line.server?.end();
      } else for (const pipe of [line.up, line.down]) pipe?.rule({ ...healthy, flow: how === 'freeze' ? 'hold' : 'swallow' });
    });
  }

  #keep(line: Line): void {
    this.#lines.add(line);
    line.client.once('close', () => {
      this.#lines.delete(line);
      line.up?.stop();
      line.down?.stop();
      if (line.up?.flow !== 'swallow') line.server?.destroy();
    });
  }
}

function cut({ client, server, up, down }: Line): void {
  up?.stop();
  down?.stop();
  client.resetAndDestroy();
  server?.destroy();
}
