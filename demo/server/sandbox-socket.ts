import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SandboxFaults } from './sandbox-faults.js';
import type { ConnectionInfo } from './sandbox-hooks.js';
import type { SandboxClock } from './sandbox-options.js';
import type { Grant } from './sandbox-tokens.js';

/** A reader that has fallen this far behind is cut off. */
const maxBufferedBytes = 32 * 1024 * 1024;

export interface SocketParts {
  readonly webSocket: WebSocket;
  /** What the WebSocket runs on. */
  readonly stream: Duplex;
  readonly connectionId: string;
  readonly grant: Grant;
  readonly clock: SandboxClock;
  readonly faults: SandboxFaults;
}

/** One connection from its upgrade to its end: what goes out, held up where a test wants it, and when it is over. */
export class SandboxSocket {
  readonly info: ConnectionInfo;
  readonly #webSocket: WebSocket;
  readonly #stream: Duplex;
  readonly #clock: SandboxClock;
  readonly #faults: SandboxFaults;
  readonly #held: { readonly due: number; readonly act: () => void }[] = [];
  readonly #timers = new Set<unknown>();
  #pump: unknown;
  #sessionOver = false;
  #leaving = false;

  constructor({ webSocket, stream, connectionId, grant, clock, faults }: SocketParts) {
    this.#webSocket = webSocket;
    this.#stream = stream;
    this.#clock = clock;
    this.#faults = faults;
    const { roomArn, userId, capabilities, sessionExpires } = grant;
    this.info = { connectionId, roomArn, userId, capabilities, connectedAt: clock.now(), sessionExpires };
    webSocket.on('close', () => this.#release());
    this.obeyFaults();
  }

  get isSessionOver(): boolean {
    return this.#sessionOver;
  }

  /** It was told to go: what it still sends is not read. */
  get isLeaving(): boolean {
    return this.#leaving;
  }

  /** Sends a text frame. */
  send(frame: string | Buffer, options = { binary: false }): void {
    if (this.#leaving) return;
    this.#act(() => {
      this.#webSocket.send(frame, options);
      if (this.#webSocket.bufferedAmount > maxBufferedBytes) this.drop();
    });
  }

  /** Writes bytes below the WebSocket framing. */
  sendRaw(bytes: Buffer): void {
    this.#act(() => this.#stream.write(bytes));
  }

  close(code: number, reason = ''): void {
    if (this.#leaving) return;
    this.#leaving = true;
    this.#act(() => this.#webSocket.close(code, reason));
  }

  /** Ends the TCP connection with no word. */
  drop(): void {
    this.#leaving = true;
    this.#webSocket.terminate();
  }

  ping(): void {
    this.#act(() => this.#webSocket.ping());
  }

  /** Calls back after so many milliseconds of the sandbox's clock, unless the connection is gone by then. */
  after(ms: number, callback: () => void): void {
    const handle = this.#clock.setTimeout(() => {
      this.#timers.delete(handle);
      callback();
    }, ms);
    this.#timers.add(handle);
  }

  endSession(closeCode: number, graceMs: number): void {
    if (this.#sessionOver) return;
    this.#sessionOver = true;
    if (graceMs > 0) this.after(graceMs, () => this.close(closeCode));
    else this.close(closeCode);
  }

  /** To be called when freezes or delays changed. */
  obeyFaults(): void {
    if (this.#faults.isFrozen(this.info, 'in')) this.#webSocket.pause();
    else this.#webSocket.resume();
    this.#deliver();
  }

  #act(act: () => void): void {
    const delayMs = this.#faults.delayMs(this.info);
    if (delayMs === 0 && this.#held.length === 0 && !this.#faults.isFrozen(this.info, 'out')) act();
    else {
      this.#held.push({ due: this.#clock.now() + delayMs, act });
      this.#deliver();
    }
  }

  /** Lets out what is due, in order, and comes back for the rest. */
  #deliver(): void {
    if (this.#pump !== undefined) this.#clock.clearTimeout(this.#pump);
    this.#pump = undefined;
    if (this.#faults.isFrozen(this.info, 'out')) return;
    const now = this.#clock.now();
    for (let next = this.#held[0]; next !== undefined; next = this.#held[0]) {
      if (next.due > now) {
        this.#pump = this.#clock.setTimeout(() => this.#deliver(), next.due - now);
        return;
      }
      this.#held.shift();
      next.act();
    }
  }

  #release(): void {
    this.#leaving = true;
    for (const handle of this.#timers) this.#clock.clearTimeout(handle);
    this.#timers.clear();
    if (this.#pump !== undefined) this.#clock.clearTimeout(this.#pump);
    this.#pump = undefined;
    this.#held.length = 0;
  }
}
