import { CLOSE_GRACE_MS, type ChatClock, type WebSocketClass } from './room-options.js';

/** Why a connection ended, or never came to be. */
export interface ConnectionEnd {
  readonly error: Error;
  /** Present when the socket closed by itself. */
  readonly closeCode?: number;
}

export interface SocketHandlers {
  onOpen(): void;
  /** Text, or whatever else came. */
  onFrame(data: unknown): void;
  /** Once, unless the connection was closed by its owner. */
  onEnd(end: ConnectionEnd): void;
}

export interface SocketOptions {
  readonly WebSocket: WebSocketClass;
  readonly url: string;
  /** The subprotocol. */
  readonly token: string;
  readonly openTimeoutMs: number;
  readonly clock: ChatClock;
}

/** One WebSocket from open to close: strings in, strings out. */
export class SocketConnection {
  readonly #socket: WebSocket & { terminate?: () => void };
  readonly #clock: ChatClock;
  #timer: unknown;

  /** @throws what the WebSocket class throws: its message may quote the token. */
  constructor({ WebSocket, url, token, openTimeoutMs, clock }: SocketOptions, handlers: SocketHandlers) {
    const socket = new WebSocket(url, token);
    this.#socket = socket;
    this.#clock = clock;
    this.#timer = clock.setTimeout(() => {
      this.close();
      handlers.onEnd({ error: new Error('The socket did not open in time') });
    }, openTimeoutMs);
    socket.onopen = () => {
      clock.clearTimeout(this.#timer);
      handlers.onOpen();
    };
    socket.onmessage = (event) => handlers.onFrame(event.data);
    // A close follows; but without a listener Node's `ws` throws.
    socket.onerror = () => undefined;
    socket.onclose = ({ code }) => {
      clock.clearTimeout(this.#timer);
      handlers.onEnd({ error: new Error(`The socket closed with ${code}`), closeCode: code });
    };
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Ends it for good: no handler is called any more. */
  close(): void {
    const socket = this.#socket;
    this.#clock.clearTimeout(this.#timer);
    socket.onopen = socket.onmessage = null;
    socket.onclose = () => this.#clock.clearTimeout(this.#timer);
    socket.close(1000);
    // A peer that never answers the close would keep a Node process alive for half a minute.
    if (typeof socket.terminate !== 'function' || socket.readyState === 3) return;
    this.#timer = this.#clock.setTimeout(() => socket.terminate!(), CLOSE_GRACE_MS);
    (this.#timer as { unref?: () => void } | undefined)?.unref?.();
  }
}
