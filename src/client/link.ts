import IsomorphicWebSocket from 'isomorphic-ws';
import { checkedToken, type ChatToken, type ChatTokenProvider } from './chat-token.js';
import { socketUrl } from './endpoint.js';
import { ChatError, ChatTokenError } from './errors.js';
import type { ChatClock, ChatTiming, WebSocketClass } from './room-options.js';
import { SocketConnection, type ConnectionEnd } from './socket-connection.js';

/** What a link is made with: the same for every link of a room. */
export interface LinkOptions {
  readonly endpoint: string | (() => string | undefined);
  readonly tokenProvider: ChatTokenProvider;
  readonly WebSocket: WebSocketClass | undefined;
  readonly clock: ChatClock;
  readonly timing: ChatTiming;
}

export interface LinkHandlers {
  onOpen(link: Link): void;
  onFrame(link: Link, data: unknown): void;
  /** Once, unless the link was closed by its owner. */
  onEnd(link: Link, reason: 'fetchTokenError' | 'socketError', end: ConnectionEnd): void;
}

/** One way into the room, from asking for its token to the close of its socket. */
export class Link {
  readonly attempt: number;
  /** When the token was asked for: its session began a little later. */
  readonly startedAt: number;
  /** When the service last said that the session has expired. */
  unauthorizedAt = -Infinity;
  readonly #options: LinkOptions;
  readonly #handlers: LinkHandlers;
  readonly #abort = new AbortController();
  /** Ends the wait for the token, or the time of a former link. */
  #timer: unknown;
  #socket: SocketConnection | undefined;
  #token: ChatToken | undefined;
  #openedAt = 0;
  #heardAt = 0;

  constructor(attempt: number, options: LinkOptions, handlers: LinkHandlers) {
    this.attempt = attempt;
    this.#options = options;
    this.#handlers = handlers;
    this.startedAt = options.clock.now();
  }

  get token(): ChatToken | undefined {
    return this.#token;
  }

  get openedAt(): number {
    return this.#openedAt;
  }

  /** When the last frame came, whatever it was. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Asks for the token. Nothing is called back before this returns to its caller, unless the provider calls the room. */
  start(): void {
    const { clock, timing, tokenProvider } = this.#options;
    this.#timer = clock.setTimeout(() => {
      const sentence = 'No token in time';
      this.#end('fetchTokenError', { error: new ChatTokenError(sentence) }, new DOMException(sentence, 'TimeoutError'));
    }, timing.tokenTimeoutMs);
    // The provider may throw at once or give something that is no promise.
    new Promise<unknown>((resolve) => resolve(tokenProvider({ signal: this.#abort.signal, attempt: this.attempt }))).then(
      (token) => this.#onToken(token),
      (cause: unknown) => {
        const error = cause instanceof Error ? cause : new ChatTokenError('The token provider failed', { cause });
        this.#end('fetchTokenError', { error });
      },
    );
  }

  send(text: string): void {
    this.#socket!.send(text);
  }

  /** Ends it in a while. */
  closeIn(ms: number): void {
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#socket!.close();
      this.#end('socketError', { error: new Error('Replaced') });
    }, ms);
  }

  /** Takes `closeIn` back. */
  stay(): void {
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** Ends it, whatever it is doing, and calls nothing back. */
  close(): void {
    if (this.#release()) this.#socket?.close();
  }

  #onToken(value: unknown): void {
    if (this.#hasEnded) return;
    const { clock, endpoint } = this.#options;
    clock.clearTimeout(this.#timer);
    try {
      this.#token = checkedToken(value);
      const url = socketUrl(typeof endpoint === 'function' ? endpoint() : endpoint);
      // Asking for them may have called the room.
      if (this.#hasEnded) return;
      this.#socket = openSocket(this.#options, url, this.#token.token, {
        onOpen: () => {
          this.#openedAt = this.#heardAt = clock.now();
          this.#handlers.onOpen(this);
        },
        onFrame: (data) => {
          this.#heardAt = clock.now();
          this.#handlers.onFrame(this, data);
        },
        onEnd: (end) => this.#end('socketError', end),
      });
    } catch (error) {
      this.#end(error instanceof ChatTokenError ? 'fetchTokenError' : 'socketError', {
        error: error instanceof ChatError ? error : new Error('The socket could not be made'),
      });
    }
  }

  get #hasEnded(): boolean {
    return this.#abort.signal.aborted;
  }

  #end(reason: 'fetchTokenError' | 'socketError', end: ConnectionEnd, abortReason?: Error): void {
    if (this.#release(abortReason)) this.#handlers.onEnd(this, reason, end);
  }

  /** `false` when it has ended before. */
  #release(abortReason?: Error): boolean {
    if (this.#hasEnded) return false;
    this.#options.clock.clearTimeout(this.#timer);
    this.#abort.abort(abortReason);
    return true;
  }
}

function openSocket(options: LinkOptions, url: string, token: string, handlers: ConstructorParameters<typeof SocketConnection>[1]): SocketConnection {
  const { clock, timing } = options;
  const host = globalThis as { WebSocket?: WebSocketClass };
  const WebSocket = options.WebSocket ?? host.WebSocket ?? (IsomorphicWebSocket as unknown as WebSocketClass);
  try {
    return new SocketConnection({ WebSocket, url, token, clock, openTimeoutMs: timing.openTimeoutMs }, handlers);
  } catch (error) {
    // Its message quotes the token, so it is not passed on.
    if ((error as { name?: unknown } | null)?.name === 'SyntaxError') throw new ChatTokenError('The token cannot be used to connect');
    throw error;
  }
}
