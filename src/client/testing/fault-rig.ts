import { expect } from 'chai';
import WebSocket from 'ws';
import type { Sandbox } from '../../../demo/server/sandbox.js';
import type { Capability, RoomRules } from '../../../demo/server/sandbox-options.js';
import {
  ChatError,
  ChatRoom,
  DeleteMessageRequest,
  DisconnectUserRequest,
  SendMessageRequest,
  type ChatMessage,
  type ChatTiming,
  type ChatToken,
} from '../index.js';
import { decodeFrame } from '../protocol.js';
import { createSystemClock, defaultTiming } from '../room-options.js';
import { fastTiming, limiter } from './fast-timing.js';
import { FaultProxy } from './fault-proxy.js';

export interface RigOptions {
  readonly capabilities?: readonly Capability[];
  readonly maxReconnectAttempts?: number;
  /** Times at a twentieth throughout. Otherwise the limits for answers are wide, so that a busy machine is not taken for a fault. */
  readonly isImpatient?: boolean;
  /** The client's own times, and twenty times the patience. */
  readonly isFullLength?: boolean;
  /** Length of a session as the token tells it; default an hour, so that nothing is renewed. */
  readonly sessionMs?: number;
  /** Leaves the user id out of the token's answer. */
  readonly anonymous?: boolean;
  readonly rules?: Partial<RoomRules>;
  /** Stands in for fetching a token; `fetch` does it properly. */
  readonly token?: (fetchToken: () => Promise<ChatToken>, call: number, signal: AbortSignal) => Promise<ChatToken>;
  /** Asks for tokens through a proxy of its own, `rig.tokenProxy`. */
  readonly tokenByWire?: boolean;
}

export type Action = 'send' | 'delete' | 'disconnectUser';

/** A request under way and how it ended: `resolved`, or the error's code. */
export interface Tracked {
  outcome: string | undefined;
}

interface Seen {
  readonly name: 'connecting' | 'connect' | 'disconnect';
  readonly reason?: string;
  readonly attempt?: number;
  /** Why the attempt before failed. */
  readonly error?: string | undefined;
  readonly lost?: boolean;
  readonly cause?: string | undefined;
}

const PROBE_EVERY_MS = 100;

let riders = 0;

/** One client in a room of its own behind its own proxy, with everything it does written down. */
export class FaultRig {
  readonly userId = `rider-${++riders}`;
  readonly events: Seen[] = [];
  readonly messages: ChatMessage[] = [];
  readonly attempts: number[] = [];
  readonly requests: Tracked[] = [];
  readonly sockets: WebSocket[] = [];
  /** Sockets that were alive beside another one though no handover called for it, or for longer. */
  readonly #strays: string[] = [];
  /** What came over the sockets that the client listens to, in the words of `stats`. */
  readonly wire = { framesIn: 0, framesDropped: 0, events: 0, lastCloseCode: undefined as number | undefined };
  /** Events that listeners heard of. */
  #told = 0;
  /** What wakes the client, as `online` would. */
  wakeUp: () => void = () => undefined;
  room!: ChatRoom;

  private constructor(
    readonly sandbox: Sandbox,
    readonly roomArn: string,
    readonly proxy: FaultProxy,
    readonly tokenProxy: FaultProxy | undefined,
    readonly options: RigOptions,
  ) {}

  static async open(sandbox: Sandbox, options: RigOptions = {}): Promise<FaultRig> {
    const { roomArn } = sandbox.hooks.createRoom({ messagesPerSecond: null, requestsPerSecond: null, ...options.rules });
    const proxy = await FaultProxy.open(sandbox.url);
    const tokenProxy = options.tokenByWire ? await FaultProxy.open(sandbox.url) : undefined;
    const rig = new FaultRig(sandbox, roomArn, proxy, tokenProxy, options);
    rig.#makeRoom();
    return rig;
  }

  get target() {
    return { roomArn: this.roomArn };
  }

  names(): string[] {
    return this.events.map(({ name }) => name);
  }

  get liveSockets(): number {
    return this.sockets.filter((socket) => socket.readyState <= WebSocket.OPEN).length;
  }

  /** Connects and waits until it is open. */
  async connected(): Promise<void> {
    this.room.connect();
    await this.until(() => this.room.state === 'connected', 'the first connection');
  }

  request(action: Action): Tracked {
    const tracked: Tracked = { outcome: undefined };
    this.requests.push(tracked);
    const promise: Promise<unknown> = {
      send: () => this.room.sendMessage(new SendMessageRequest('hello')),
      delete: () => this.room.deleteMessage(new DeleteMessageRequest('AbCdEfGhIj01')),
      disconnectUser: () => this.room.disconnectUser(new DisconnectUserRequest('somebody-else')),
    }[action]();
    promise.then(
      () => (tracked.outcome = 'resolved'),
      (error: unknown) => (tracked.outcome = error instanceof ChatError ? error.code : `not a ChatError: ${String(error)}`),
    );
    return tracked;
  }

  async settles(tracked: Tracked, outcome: string): Promise<void> {
    await this.until(() => tracked.outcome !== undefined, `a request to settle as ${outcome}`);
    expect(tracked.outcome).to.equal(outcome);
  }

  /** It is connected, or soon will be, and hears the room exactly once. */
  async recovers(): Promise<void> {
    await this.until(() => this.room.state === 'connected', 'the recovery');
    // A connection that is about to be found dead does not count: ask until somebody answers, but do not make a storm of it.
    let askedAt = -Infinity;
    this.#probes.clear();
    this.#hasHeardProbe = false;
    await this.until(() => {
      if (performance.now() - askedAt >= PROBE_EVERY_MS) {
        askedAt = performance.now();
        this.#probes.add(this.sandbox.hooks.sendMessage({ roomArn: this.roomArn, userId: 'room', content: 'probe' }).id);
      }
      return this.#hasHeardProbe;
    }, 'a message after the recovery');
    if (this.options.capabilities?.includes('SEND_MESSAGE')) await this.#sends();
  }
  readonly #probes = new Set<string>();
  #hasHeardProbe = false;

  /** A message of its own gets through; where several connections were hit, the next one after that. */
  async #sends(): Promise<void> {
    for (let turn = 1; ; turn++) {
      await this.until(() => this.room.state === 'connected', 'the recovery');
      const request = this.request('send');
      await this.until(() => request.outcome !== undefined, 'an own message to settle');
      if (request.outcome === 'resolved') return;
      if (turn === 5) expect(request.outcome).to.equal('resolved');
    }
  }

  /** The sandbox has read what was sent. */
  arrived(): Promise<void> {
    return this.until(() => this.sandbox.hooks.arrived({ userId: this.userId }).length > 0, 'a frame to arrive');
  }

  async ends(reason: string, cause?: string): Promise<void> {
    await this.until(() => this.events.some(({ name }) => name === 'disconnect'), `the end by ${reason}`);
    const last = this.events.at(-1);
    expect([last?.name, last?.reason, last?.cause, this.room.state]).to.deep.equal(['disconnect', reason, cause, 'disconnected']);
    const attempts = this.attempts.length;
    await pause(2 * this.#windowMs);
    expect(this.attempts.length, 'attempts after the end').to.equal(attempts);
  }

  /** What must hold for every scenario; then everything goes. */
  async close(): Promise<void> {
    if (this.room.state !== 'disconnected') this.room.disconnect();
    const { attempts } = this;
    const [count, heard] = [attempts.length, this.events.length];
    await this.sandbox.hooks.thaw(this.target);
    await this.proxy.heal();
    await this.until(() => this.sockets.every((socket) => socket.readyState === WebSocket.CLOSED), 'every socket to be closed');
    await pause(this.#windowMs);
    try {
      expect(this.room.state).to.equal('disconnected');
      expect(attempts.length, 'attempts after disconnect()').to.equal(count);
      expect(this.events.length, 'events after disconnect()').to.equal(heard);
      this.#checkRate();
      this.#checkOrder();
      this.#checkOnce();
      for (const { outcome } of this.requests) expect(outcome, 'every request settles').to.not.equal(undefined);
      this.#checkStats();
    } finally {
      await this.proxy.close();
      await this.tokenProxy?.close();
    }
  }

  /** For a scenario that failed already. */
  async abandon(): Promise<void> {
    if (this.room.state !== 'disconnected') this.room.disconnect();
    await this.proxy.close();
    await this.tokenProxy?.close();
  }

  async until(condition: () => boolean, what: string, ms = 6000): Promise<void> {
    const limitMs = this.options.isFullLength ? 20 * ms : ms;
    const end = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain for ${what}; ${this.#story()}`);
      await pause(10);
    }
  }

  get #windowMs(): number {
    return this.options.isFullLength ? 20 * limiter.windowMs : limiter.windowMs;
  }

  #story(): string {
    const events = this.events.slice(-12).map(({ name, reason, attempt, error }) => [name, reason ?? attempt, error].filter((part) => part !== undefined).join(' '));
    return `state ${this.room.state}, ${this.attempts.length} attempts, ${this.sockets.length} sockets, ${events.join(', ')}`;
  }

  #makeRoom(): void {
    const watch = (socket: WebSocket): void => this.#watch(socket);
    class WatchedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        watch(this);
      }
    }
    const { maxReconnectAttempts } = this.options;
    const clock = createSystemClock();
    let clientTime = 0;
    this.room = new ChatRoom({
      regionOrUrl: this.proxy.socketUrl,
      timing: timingOf(this.options),
      clock: { ...clock, now: () => (clientTime = clock.now()) },
      WebSocket: WatchedSocket as unknown as typeof globalThis.WebSocket,
      wakeUp: (wake) => {
        this.wakeUp = () => wake('online');
        return () => (this.wakeUp = () => undefined);
      },
      ...(maxReconnectAttempts === undefined ? {} : { maxReconnectAttempts }),
      tokenProvider: async ({ signal }) => {
        // When the client decided it: a busy machine may have stood still since.
        this.attempts.push(clientTime);
        const call = this.attempts.length;
        return this.options.token?.(() => this.#fetchToken(signal), call, signal) ?? this.#fetchToken(signal);
      },
    });
    this.room.addListener('connecting', ({ attempt, lost, error }) =>
      this.events.push({ name: 'connecting', attempt, lost, error: error?.message }),
    );
    this.room.addListener('connect', () => this.events.push({ name: 'connect' }));
    this.room.addListener('disconnect', (reason, { cause }) => this.events.push({ name: 'disconnect', reason, cause }));
    for (const name of ['message', 'event', 'messageDelete', 'userDisconnect'] as const) this.room.addListener(name, () => this.#told++);
    this.room.addListener('message', (message) => {
      this.messages.push(message);
      this.#hasHeardProbe ||= this.#probes.has(message.id);
    });
  }

  #watch(socket: WebSocket): void {
    const { sockets, wire } = this;
    const openBefore = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
    if (this.liveSockets > openBefore) this.#strays.push('one that was still being opened when the next was made');
    if (openBefore > 0 && this.room.state !== 'connected') this.#strays.push(`${openBefore} open while ${this.room.state}`);
    sockets.push(socket);
    socket.on('open', () => this.#expectToReplace(socket));
    socket.on('message', (data, isBinary) => socket.onmessage && count(wire, isBinary ? data : String(data)));
    socket.on('close', (code) => socket.onclose && (wire.lastCloseCode = code));
  }

  /** Once a socket is open, those before it are read for their time and no longer, unless it is lost meanwhile. */
  #expectToReplace(socket: WebSocket): void {
    const former = this.sockets.filter((other) => other !== socket && other.readyState === WebSocket.OPEN);
    const { handoverMs, requestTimeoutMs } = timingOf(this.options);
    const limitMs = Math.max(handoverMs, requestTimeoutMs);
    const check = (): void => {
      const left = former.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
      if (left > 0 && socket.readyState === WebSocket.OPEN) this.#strays.push(`${left} open ${limitMs} ms after a handover`);
    };
    // Set when the client has set its own timer, which is due no later: on the busiest machine Node serves that one first.
    queueMicrotask(() => setTimeout(check, limitMs).unref());
  }

  async #fetchToken(signal: AbortSignal): Promise<ChatToken> {
    const { capabilities = [], sessionMs = 3_600_000, anonymous } = this.options;
    const request = { userId: this.userId, capabilities, roomIdentifier: this.roomArn };
    let token: string;
    if (this.tokenProxy) {
      const body = JSON.stringify(request);
      const response = await fetch(`${this.tokenProxy.url}/CreateChatToken`, { method: 'POST', body, signal, headers: { authorization: 'AWS4-HMAC-SHA256 unsigned' } });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      ({ token } = (await response.json()) as { token: string });
    } else ({ token } = this.sandbox.createToken(request));
    const now = Date.now();
    return {
      token,
      tokenExpirationTime: new Date(now + 60_000),
      sessionExpirationTime: new Date(now + sessionMs),
      ...(anonymous ? {} : { userId: this.userId, capabilities: [...capabilities] }),
    };
  }

  #checkRate(): void {
    const { attempts } = this;
    // Timers of Node may fire a millisecond early.
    const window = this.#windowMs - 3;
    for (let last = limiter.attempts; last < attempts.length; last++) {
      const spread = (attempts[last] as number) - (attempts[last - limiter.attempts] as number);
      expect(spread, `attempt ${last + 1} against the limiter`).to.be.at.least(window);
    }
  }

  #checkOrder(): void {
    let state = 'disconnected';
    for (const { name, lost } of this.events) {
      const legal = {
        connecting: lost === (state === 'connected'),
        connect: state === 'connecting',
        disconnect: state !== 'disconnected',
      }[name];
      expect(legal, `${name} while ${state}, of ${this.names().join(', ')}`).to.equal(true);
      state = { connecting: 'connecting', connect: 'connected', disconnect: 'disconnected' }[name];
    }
  }

  #checkOnce(): void {
    const ids = this.messages.map(({ id }) => id);
    expect(new Set(ids).size, 'each message once').to.equal(ids.length);
    expect(this.#strays, 'sockets outside a handover').to.deep.equal([]);
    const mayBeReplaced = this.options.sessionMs !== undefined || this.requests.some(({ outcome }) => outcome === 'REQUEST_TIMEOUT' || outcome === 'REQUEST_REFUSED');
    if (!mayBeReplaced) expect(this.room.stats.renewals, 'handovers without a reason').to.equal(0);
  }

  #checkStats(): void {
    const { stats } = this.room;
    expect(stats.tokenCalls, 'stats.tokenCalls').to.equal(this.attempts.length);
    expect(stats.attempts, 'stats.attempts').to.equal(this.attempts.length);
    const connects = this.events.filter(({ name }) => name === 'connect').length;
    expect(stats.connects - stats.renewals, 'stats.connects').to.equal(connects);
    const timeouts = this.requests.filter(({ outcome }) => outcome === 'REQUEST_TIMEOUT').length;
    expect(stats.requestTimeouts, 'stats.requestTimeouts').to.equal(timeouts);
    const { events, ...counted } = this.wire;
    expect(stats).to.include(counted);
    expect(stats.duplicates, 'stats.duplicates').to.equal(events - this.#told);
  }
}

function count(wire: FaultRig['wire'], data: unknown): void {
  wire.framesIn++;
  try {
    const frame = decodeFrame(data);
    if (frame !== undefined && frame.type !== 'error') wire.events++;
  } catch {
    wire.framesDropped++;
  }
}

function timingOf({ isFullLength, isImpatient }: RigOptions): ChatTiming {
  if (isFullLength) return defaultTiming;
  return isImpatient ? fastTiming : { ...fastTiming, tokenTimeoutMs: 3000, openTimeoutMs: 3000, requestTimeoutMs: 3000 };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
