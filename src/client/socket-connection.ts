import { CLOSE_GRACE_MS, type ChatClock, type WebSocketClass } from './room-options.js';

export interface SocketHandlers {
  onOpen(): void;
  /** Text, or whatever else came. */
  onFrame(data: unknown): void;
  /** Once, with the close code; without one when time to open ran out. */
  onClose(code: number | undefined): void;
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
  readonly #socket: WebSocket;
  readonly #clock: ChatClock;
  #timer: unknown;
  #handlers: SocketHandlers | undefined;

  /** @throws what the WebSocket class throws: its message may quote the token. */
  constructor({ WebSocket, url, token, openTimeoutMs, clock }: SocketOptions, handlers: SocketHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
    this.#socket = new WebSocket(url, token);
    this.#timer = clock.setTimeout(() => {
      this.close();
      handlers.onClose(undefined);
    }, openTimeoutMs);
    this.#socket.onopen = () => {
      this.#clearTimer();
      this.#handlers?.onOpen();
    };
    this.#socket.onmessage = (event) => this.#handlers?.onFrame(event.data);
    // A close follows; but without a listener Node's `ws` throws.
    this.#socket.onerror = () => undefined;
    this.#socket.onclose = (event) => {
      this.#clearTimer();
      const { onClose } = this.#handlers ?? {};
      this.#handlers = undefined;
      onClose?.(event.code);
    };
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Ends it for good: no handler is called any more. */
  close(): void {
    if (this.#handlers === undefined) return;
    this.#handlers = undefined;
    this.#clearTimer();
    const socket = this.#socket as WebSocket & { terminate?: () => void };
    socket.onmessage = null;
    socket.close(1000);
    // A peer that never answers the close would keep a Node process alive for half a minute.
    if (typeof socket.terminate !== 'function' || socket.readyState === 3) return;
    this.#timer = this.#clock.setTimeout(() => socket.terminate!(), CLOSE_GRACE_MS);
    (this.#timer as { unref?: () => void } | undefined)?.unref?.();
  }

  #clearTimer(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
