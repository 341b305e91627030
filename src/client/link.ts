import IsomorphicWebSocket from 'isomorphic-ws';
import { checkedToken, sessionLengthMs, type ChatToken, type ChatTokenProvider } from './chat-token.js';
import { socketUrl } from './endpoint.js';
import { ChatEndpointError, ChatTokenError } from './errors.js';
import type { ChatClock, ChatTiming, WebSocketClass } from './room-options.js';
import { SocketConnection } from './socket-connection.js';

/** What a link is made with: the same for every link of a room. */
export interface LinkOptions {
  readonly endpoint: string | (() => string | undefined);
  readonly tokenProvider: ChatTokenProvider;
  readonly WebSocket: WebSocketClass | undefined;
  readonly clock: ChatClock;
  readonly timing: ChatTiming;
}

/** Why a link ended, or never came to be. */
export interface LinkEnd {
  /** How far it had come: the token was never there, the socket never opened, or it was open. */
  readonly stage: 'token' | 'socket' | 'open';
  readonly code?: number;
  readonly error: Error;
  /** No other attempt can do better. */
  readonly isFinal?: boolean;
}

export interface LinkHandlers {
  onOpen(link: Link): void;
  onFrame(link: Link, data: unknown): void;
  /** Once, unless the link was closed by its owner. */
  onEnd(link: Link, end: LinkEnd): void;
}

/** One way into the room, from asking for its token to the close of its socket. */
export class Link {
  readonly attempt: number;
  /** When the token was asked for: its session began a little later. */
  readonly startedAt: number;
  readonly #options: LinkOptions;
  readonly #handlers: LinkHandlers;
  readonly #abort = new AbortController();
  #timer: unknown;
  #socket: SocketConnection | undefined;
  #hasEnded = false;
  #token: ChatToken | undefined;
  #openedAt: number | undefined;
  #heardAt = 0;
  #unauthorizedAt: number | undefined;

  constructor(attempt: number, options: LinkOptions, handlers: LinkHandlers) {
    this.attempt = attempt;
    this.#options = options;
    this.#handlers = handlers;
    this.startedAt = options.clock.now();
  }

  get token(): ChatToken | undefined {
    return this.#token;
  }

  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  /** When the last frame came, whatever it was. */
  get heardAt(): number {
    return this.#heardAt;
  }

  get sessionLengthMs(): number | undefined {
    return this.#token && sessionLengthMs(this.#token);
  }

  /** When the service last said that the session has expired. */
  get unauthorizedAt(): number | undefined {
    return this.#unauthorizedAt;
  }

  /** Asks for the token. Nothing is called back before this returns to its caller, unless the provider calls the room. */
  start(): void {
    const { clock, timing, tokenProvider } = this.#options;
    this.#timer = clock.setTimeout(() => {
      const error = new ChatTokenError('No token in time');
      this.#end({ stage: 'token', error }, Object.assign(new Error(error.message), { name: 'TimeoutError' }));
    }, timing.tokenTimeoutMs);
    // The provider may throw at once or give something that is no promise.
    new Promise<unknown>((resolve) => resolve(tokenProvider({ signal: this.#abort.signal, attempt: this.attempt }))).then(
      (token) => this.#onToken(token),
      (cause: unknown) => this.#end(tokenEnd(cause)),
    );
  }

  send(text: string): void {
    this.#socket!.send(text);
  }

  noteUnauthorized(): void {
    this.#unauthorizedAt = this.#options.clock.now();
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
        onClose: (code) => this.#onClose(code),
      });
    } catch (error) {
      if (error instanceof ChatEndpointError) this.#end({ stage: 'socket', error, isFinal: true });
      else this.#end(error instanceof ChatTokenError ? { stage: 'token', error } : { stage: 'socket', error: new Error('The socket could not be made') });
    }
  }

  #onClose(code: number | undefined): void {
    const stage = this.#openedAt === undefined ? 'socket' : 'open';
    const error = new Error(code === undefined ? 'The socket did not open in time' : `The socket closed with ${code}`);
    this.#end(code === undefined ? { stage, error } : { stage, code, error });
  }

  #end(end: LinkEnd, abortReason?: Error): void {
    if (this.#release(abortReason)) this.#handlers.onEnd(this, end);
  }

  /** `false` when it has ended before. */
  #release(abortReason?: Error): boolean {
    if (this.#hasEnded) return false;
    this.#hasEnded = true;
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

function tokenEnd(cause: unknown): LinkEnd {
  const error = cause instanceof Error ? cause : new ChatTokenError('The token provider failed', { cause });
  return { stage: 'token', error };
}
