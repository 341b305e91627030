import { ChatRoom, ChatTokenError, type ChatToken, type WebSocketClass } from '../../src/client/index.js';
import { PlainSocket } from '../../src/client/testing/plain-socket.js';
import { VirtualTime } from './virtual-time.js';

/** The account's quota of CreateChatToken, and what a service that keeps to it answers. */
export interface TokenQuota {
  readonly perSecond: number;
  readonly retryAfterMs: number;
}

export interface WorldOptions {
  readonly clients: number;
  readonly random: () => number;
  readonly sessionMs?: number;
}

/** What a client meets that knocks meanwhile: a refusal at once, or no answer at all. */
export type Away = 'refused' | 'silent';

const tokenLatencyMs = 80;
const socketLatencyMs = 60;

/** A chat service, a token service and the rooms of everybody who watches, in virtual time. The rooms are the real ones. */
export class World {
  readonly time = new VirtualTime(Date.UTC(2026, 0, 5, 20));
  readonly rooms: ChatRoom[] = [];
  /** Instants in ms since `mark()`. */
  readonly tokenRequests: number[] = [];
  readonly tokensGranted: number[] = [];
  readonly connections: number[] = [];
  /** Those whose session ended before it was renewed. */
  readonly cutOff: number[] = [];
  quota: TokenQuota | undefined;
  /** When the edge answers again. */
  #upAt = 0;
  #away: Away = 'refused';
  readonly #wakes = new Set<() => void>();
  #marked: number;
  #bucket = { second: 0, left: 0 };
  readonly #options: WorldOptions;
  readonly #sockets = new Set<EdgeSocket>();

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#marked = this.time.now();
  }

  get connected(): number {
    return this.rooms.filter((room) => room.state === 'connected').length;
  }

  /** Makes all rooms and lets them join, spread over a while, with tokens for everybody and sessions that end together. */
  async join(spreadMs: number): Promise<void> {
    const sessionEnds = this.time.now() + (this.#options.sessionMs ?? 3_600_000);
    for (let index = 0; index < this.#options.clients; index++) {
      const room = this.#makeRoom(sessionEnds);
      this.rooms.push(room);
      this.time.setTimeout(() => room.connect(), this.#options.random() * spreadMs);
    }
    await this.time.pass(spreadMs + 10_000);
    if (this.connected !== this.#options.clients) throw new Error(`Only ${this.connected} joined`);
  }

  /** Counting starts now. */
  mark(): void {
    this.#marked = this.time.now();
    for (const list of [this.tokenRequests, this.tokensGranted, this.connections, this.cutOff]) list.length = 0;
  }

  /** The edge drops everybody and is away for a while. */
  restart(downMs: number, away: Away = 'refused'): void {
    this.#upAt = this.time.now() + downMs;
    this.#away = away;
    for (const socket of this.#sockets) socket.finish(1006);
  }

  /** Every device says that its network is back. */
  goOnline(): void {
    for (const wake of this.#wakes) wake();
  }

  leave(): void {
    for (const room of this.rooms) room.disconnect();
  }

  #makeRoom(firstSessionEnds: number): ChatRoom {
    const { random, sessionMs = 3_600_000 } = this.#options;
    let sessionEnds = firstSessionEnds;
    let isFirst = true;
    const { time } = this;
    const knock = (socket: EdgeSocket): void => this.#knock(socket, sessionEnds);
    class RoomSocket extends EdgeSocket {
      constructor() {
        super();
        knock(this);
      }
    }
    return new ChatRoom({
      regionOrUrl: 'wss://edge.invalid',
      clock: time,
      random,
      WebSocket: RoomSocket as unknown as WebSocketClass,
      wakeUp: (wake) => {
        const goOnline = (): void => wake('online');
        this.#wakes.add(goOnline);
        return () => this.#wakes.delete(goOnline);
      },
      tokenProvider: async () => {
        const token = await this.#token(isFirst ? firstSessionEnds : time.now() + sessionMs);
        isFirst = false;
        sessionEnds = new Date(token.sessionExpirationTime ?? 0).getTime();
        return token;
      },
    });
  }

  #since(): number {
    return this.time.now() - this.#marked;
  }

  #token(sessionEnds: number): Promise<ChatToken> {
    return new Promise((resolve, reject) => {
      this.time.setTimeout(() => {
        this.tokenRequests.push(this.#since());
        const granted = this.#grant();
        this.time.setTimeout(() => {
          if (!granted) {
            const retryAfterMs = this.quota?.retryAfterMs ?? 0;
            reject(new ChatTokenError('Too many requests', { status: 429, retryAfterMs }));
            return;
          }
          resolve({
            token: 'simulated-token',
            tokenExpirationTime: new Date(this.time.now() + 60_000),
            sessionExpirationTime: new Date(sessionEnds),
          });
        }, tokenLatencyMs / 2);
      }, tokenLatencyMs / 2);
    });
  }

  #grant(): boolean {
    if (this.quota) {
      const second = Math.floor(this.time.now() / 1000);
      if (second !== this.#bucket.second) this.#bucket = { second, left: this.quota.perSecond };
      if (this.#bucket.left === 0) return false;
      this.#bucket.left--;
    }
    this.tokensGranted.push(this.#since());
    return true;
  }

  #knock(socket: EdgeSocket, sessionEnds: number): void {
    this.time.setTimeout(() => {
      if (socket.readyState !== 0) return;
      if (this.time.now() < this.#upAt) {
        if (this.#away === 'refused') socket.finish(1006);
        return;
      }
      this.connections.push(this.#since());
      this.#sockets.add(socket);
      const end = this.time.setTimeout(() => {
        this.cutOff.push(this.#since());
        socket.finish(1000);
      }, sessionEnds - this.time.now());
      socket.onGone = () => {
        this.#sockets.delete(socket);
        this.time.clearTimeout(end);
      };
      socket.open();
    }, socketLatencyMs);
  }
}

/** The client's end of a connection to the simulated edge. */
class EdgeSocket extends PlainSocket {
  onGone: (() => void) | undefined;

  override finish(code: number): void {
    this.onGone?.();
    super.finish(code);
  }
}
