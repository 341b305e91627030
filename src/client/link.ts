import IsomorphicWebSocket from 'isomorphic-ws';
import { checkedToken, type ChatToken, type ChatTokenProvider } from './chat-token.js';
import { socketUrl } from './endpoint.js';
import { ChatError, ChatTokenError } from './errors.js';
import type { ChatClock, ChatTiming, WebSocketClass } from './room-options.js';
import { closeSocket } from './close-socket.js';

/** What a link is made with: the same for every link of a room. */
export interface LinkOptions {
  readonly regionOrUrl: string | (() => string | undefined);
  readonly tokenProvider: ChatTokenProvider;
  readonly WebSocket: WebSocketClass | undefined;
  readonly clock: ChatClock;
  readonly timing: ChatTiming;
}

/** Why a link ended, or never came to be. */
export interface LinkEnd {
  readonly error: Error;
  /** Present when the socket closed by itself. */
  readonly closeCode?: number;
}

export interface LinkHandlers {
  onOpen(link: Link): void;
  onFrame(link: Link, data: unknown): void;
  /** Once, unless the link was closed by its owner. */
  onEnd(link: Link, end: LinkEnd): void;
}

/** One way into the room, from asking for its token to the close of its socket. */
export class Link {
  /** When the token was asked for: its session began a little later. */
  readonly startedAt: number;
  token: ChatToken | undefined;
  openedAt = 0;
  /** How many frames came, whatever they were. */
  heard = 0;
  /** When the service last said that the session has expired. */
  unauthorizedAt = -Infinity;
  readonly #options: LinkOptions;
  readonly #handlers: LinkHandlers;
  readonly #abort = new AbortController();
  /** The end of the step that it is in: of the wait for its token or its socket, or of its time as a former link. */
  #timer: unknown;
  #socket: WebSocket | undefined;

  constructor(options: LinkOptions, handlers: LinkHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.startedAt = options.clock.now();
  }

  /** Asks for the token. Nothing is called back before this returns to its caller, unless the provider calls the room. */
  start(attempt: number): void {
    const { timing, tokenProvider } = this.#options;
    this.#setTimer(timing.tokenTimeoutMs, () => {
      const sentence = 'No token in time';
      this.#end({ error: new ChatTokenError(sentence) }, new DOMException(sentence, 'TimeoutError'));
    });
    // The provider may throw at once or give something that is no promise.
    new Promise<unknown>((resolve) => resolve(tokenProvider({ signal: this.#abort.signal, attempt }))).then(
      (token) => this.#onToken(token),
      (cause: unknown) => this.#end({ error: cause instanceof Error ? cause : new ChatTokenError('The token provider failed', { cause }) }),
    );
  }

  send(text: string): void {
    this.#socket!.send(text);
  }

  /** Ends it in a while. */
  closeIn(ms: number): void {
    // Nobody hears of this error.
    this.#setTimer(ms, () => this.#end({ error: new Error() }));
  }

  /** Takes `closeIn` back. */
  stay(): void {
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** Ends it, whatever it is doing, and calls nothing back. `false` when it has ended before. */
  close(reason?: Error): boolean {
    if (this.#hasEnded) return false;
    this.stay();
    if (this.#socket !== undefined) closeSocket(this.#socket);
    this.#abort.abort(reason);
    return true;
  }

  #onToken(value: unknown): void {
    if (this.#hasEnded) return;
    const { regionOrUrl, timing } = this.#options;
    this.stay();
    try {
      this.token = checkedToken(value);
      const url = socketUrl(typeof regionOrUrl === 'function' ? regionOrUrl() : regionOrUrl);
      // Asking for them may have called the room.
      if (this.#hasEnded) return;
      this.#openSocket(url, this.token.token);
      this.#setTimer(timing.openTimeoutMs, () => this.#end({ error: new Error('No socket in time') }));
    } catch (error) {
      // What the WebSocket class throws may quote the token.
      this.#end({ error: error instanceof ChatError ? error : new Error('The socket could not be made') });
    }
  }

  #openSocket(url: string, token: string): void {
    const { clock } = this.#options;
    const WebSocket = this.#options.WebSocket ?? globalThis.WebSocket ?? IsomorphicWebSocket;
    const socket = new WebSocket(url, token);
    this.#socket = socket;
    socket.onopen = () => {
      this.stay();
      this.openedAt = clock.now();
      this.#handlers.onOpen(this);
    };
    socket.onmessage = ({ data }) => {
      this.heard += 1;
      this.#handlers.onFrame(this, data);
    };
    // A close follows; but without a listener Node's `ws` throws.
    socket.onerror = () => undefined;
    socket.onclose = ({ code }) => this.#end({ error: new Error(`The socket closed with ${code}`), closeCode: code });
  }

  get #hasEnded(): boolean {
    return this.#abort.signal.aborted;
  }

  #setTimer(ms: number, callback: () => void): void {
    this.#timer = this.#options.clock.setTimeout(callback, ms);
  }

  #end(end: LinkEnd, abortReason?: Error): void {
    if (this.close(abortReason)) this.#handlers.onEnd(this, end);
  }
}
