import {
  ChatEndpointError,
  ChatRoom,
  ChatTokenError,
  type ChatEvent,
  type ChatMessage,
  type ChatToken,
  type ChatTokenProvider,
  type ConnectingDetails,
  type DeleteMessageEvent,
  type DisconnectDetails,
  type DisconnectReason,
  type DisconnectUserEvent,
} from '../../client/index.js';
import type { RoomDisconnectReason, RoomOperation } from '../events.js';
import { comebackDelayMs, stableAfterMs } from './comeback.js';
import { RoomEndpointError } from './room-endpoint-error.js';
import { initialStatus, type RoomStatus } from './room-status.js';
import type { TokenAnswer } from './token-answer.js';
import { TokenEndpointError } from './token-endpoint-error.js';

/** What a connection tells its owner. */
export interface ConnectionObserver {
  onStatus(): void;
  onConnecting(attempt: number, reason: RoomDisconnectReason | undefined): void;
  onConnect(): void;
  /** Another token took over without a gap. */
  onRenew(): void;
  onDisconnect(reason: RoomDisconnectReason, willReconnect: boolean): void;
  onMessage(message: ChatMessage): void;
  onMessageDelete(event: DeleteMessageEvent): void;
  onUserDisconnect(event: DisconnectUserEvent): void;
  onEvent(event: ChatEvent): void;
  /** Returns whether the page took over the notice. */
  onError(error: Error, operation: RoomOperation): boolean;
}

/** Where and how to connect, asked anew for each connection. */
export interface ConnectionSource {
  /** A region or socket URL set on the element; it wins over the token's answer. */
  endpoint(): string | undefined;
  fetchToken(signal: AbortSignal, attempt: number): Promise<TokenAnswer>;
}

type Problem = Required<Pick<RoomStatus, 'problem' | 'isProblemHidden'>>;

/**
 * One `ChatRoom` from the first connection to the last, and what an element adds to it: one status that covers the gaps in
 * which the client is at rest, and the way back after the server closed the connection of somebody who was not removed.
 */
export class RoomConnection {
  readonly #source: ConnectionSource;
  readonly #observer: ConnectionObserver;
  #client: ChatRoom | undefined;
  #status: RoomStatus = initialStatus;
  /** Where the token's answer said to connect. */
  #answeredEndpoint: string | undefined;
  /** Why this user was removed: the close that follows tells only that. */
  #kickReason: string | undefined;
  #openedAt = 0;
  #comebacks = 0;
  #comebackTimer: ReturnType<typeof setTimeout> | undefined;
  #comebackReason: RoomDisconnectReason | undefined;

  constructor(source: ConnectionSource, observer: ConnectionObserver) {
    this.#source = source;
    this.#observer = observer;
  }

  /** `undefined` before the first start, or where there is no place to connect to. */
  get client(): ChatRoom | undefined {
    return this.#client;
  }

  get status(): RoomStatus {
    return this.#status;
  }

  /** Connects, unless it does or is already. */
  start(): void {
    if (this.#status.state !== 'disconnected') return;
    this.#comebacks = 0;
    this.#kickReason = undefined;
    this.#setStatus(initialStatus);
    this.#client ??= this.#createClient();
    this.#client?.connect();
  }

  /** Ends everything that is under way. With `isLeaving`, the status says that the viewer left. */
  stop(isLeaving: boolean): void {
    // The client is at rest while a way back waits, so it would say nothing.
    const isComingBack = this.#comebackTimer !== undefined;
    this.#cancelComeback();
    if (isComingBack) this.#onDisconnect('clientDisconnect', {});
    else if (this.#status.state !== 'disconnected') this.#client?.disconnect();
    if (!isLeaving) this.#setStatus(initialStatus);
  }

  /** Where neither attribute says where to connect, each token does. */
  #createClient(): ChatRoom | undefined {
    const regionOrUrl = this.#source.endpoint() ?? (() => this.#answeredEndpoint);
    const tokenProvider: ChatTokenProvider = ({ signal, attempt }) => this.#provideToken(signal, attempt);
    try {
      const client = new ChatRoom({ regionOrUrl, tokenProvider });
      this.#listen(client);
      return client;
    } catch (error) {
      if (!(error instanceof ChatEndpointError)) throw error;
      this.#setStatus({ ...initialStatus, ...this.#reportEndpoint(error) });
      return undefined;
    }
  }

  /** The page's own provider may ignore the signal, so the wait ends with it here. */
  async #provideToken(signal: AbortSignal, attempt: number): Promise<ChatToken> {
    try {
      const answer = this.#source.fetchToken(signal, attempt);
      const { region, socketUrl, ...token } = await Promise.race([answer, rejectOnAbort(signal)]);
      this.#answeredEndpoint = socketUrl ?? region;
      return token;
    } catch (cause) {
      const error = toError(cause, signal);
      if (!signal.aborted || isTimeout(signal)) this.#onTokenError(error);
      throw error;
    }
  }

  #listen(client: ChatRoom): void {
    client.addListener('connecting', (details) => this.#onConnecting(details));
    client.addListener('connect', () => this.#onConnect());
    client.addListener('renew' as 'connect', () => this.#observer.onRenew());
    client.addListener('disconnect', (reason, details) => this.#onDisconnect(reason, details));
    client.addListener('message', (message) => this.#observer.onMessage(message));
    client.addListener('event', (event) => this.#observer.onEvent(event));
    client.addListener('messageDelete', (event) => this.#observer.onMessageDelete(event));
    client.addListener('userDisconnect', (event) => this.#onUserDisconnect(event));
  }

  #onConnecting({ attempt, lost, ...details }: ConnectingDetails): void {
    const reason = this.#comebackReason ?? details.reason;
    this.#comebackReason = undefined;
    const isWayBack = lost || this.#status.isWayBack === true;
    this.#setStatus({ ...(lost ? {} : this.#problem), state: 'connecting', attempt, isWayBack });
    if (lost && reason !== undefined) this.#observer.onDisconnect(reason, true);
    this.#observer.onConnecting(attempt, reason);
  }

  #onConnect(): void {
    this.#openedAt = performance.now();
    this.#setStatus({ state: 'connected', attempt: 0 });
    this.#observer.onConnect();
  }

  #onDisconnect(reason: DisconnectReason, { cause, error }: Partial<DisconnectDetails>): void {
    const roomReason = cause ?? reason;
    if (error instanceof ChatEndpointError) this.#setStatus({ ...this.#status, ...this.#reportEndpoint(error) });
    const comesBack = this.#mayComeBack(roomReason);
    this.#setStatus(comesBack ? { state: 'connecting', attempt: 0, isWayBack: true } : this.#finalStatus(roomReason));
    if (comesBack) this.#comeBackSoon(roomReason);
    this.#observer.onDisconnect(roomReason, comesBack);
  }

  #onUserDisconnect(event: DisconnectUserEvent): void {
    const ownId = this.#client?.user?.userId;
    if (ownId === undefined || ownId === event.userId) this.#kickReason = event.reason;
    this.#observer.onUserDisconnect(event);
  }

  /** The server closed the connection of a user who was not named: a banned one is refused a token, any other may return. */
  #mayComeBack(reason: RoomDisconnectReason): boolean {
    return reason === 'sessionEnd' || (reason === 'serverDisconnect' && this.#client?.user !== undefined);
  }

  #comeBackSoon(reason: RoomDisconnectReason): void {
    if (performance.now() - this.#openedAt >= stableAfterMs) this.#comebacks = 0;
    const delayMs = comebackDelayMs(this.#comebacks, Math.random());
    this.#comebacks += 1;
    this.#comebackTimer = setTimeout(() => {
      this.#comebackTimer = undefined;
      // The page may have connected the client itself.
      if (this.#client?.state !== 'disconnected') return;
      this.#comebackReason = reason;
      this.#client.connect();
    }, delayMs);
  }

  #cancelComeback(): void {
    clearTimeout(this.#comebackTimer);
    this.#comebackTimer = undefined;
    this.#comebackReason = undefined;
  }

  #finalStatus(reason: RoomDisconnectReason): RoomStatus {
    const status = { state: 'disconnected', attempt: 0 } as const;
    switch (reason) {
      case 'clientDisconnect':
        return { ...status, ending: { kind: 'left' } };
      case 'kicked':
        return { ...status, ending: { kind: 'kicked', reason: this.#kickReason } };
      case 'sessionEnd':
        return { ...status, ending: { kind: 'sessionEnd' } };
      default:
        return { ...status, ...this.#problem, ending: { kind: 'closed' } };
    }
  }

  /** What went wrong last, carried from one status to the next. */
  get #problem(): Problem | undefined {
    const { problem, isProblemHidden } = this.#status;
    return problem && { problem, isProblemHidden: isProblemHidden === true };
  }

  /** A failed renewal leaves an open connection as it is. */
  #onTokenError(error: Error): void {
    const problem = this.#report(error, 'token');
    if (this.#status.state === 'connecting') this.#setStatus({ ...this.#status, ...problem });
  }

  #reportEndpoint(cause: ChatEndpointError): Problem {
    return this.#report(new RoomEndpointError(this.#source.endpoint() ?? this.#answeredEndpoint, cause), 'connect');
  }

  #report(problem: Error, operation: RoomOperation): Problem {
    return { problem, isProblemHidden: this.#observer.onError(problem, operation) };
  }

  #setStatus(status: RoomStatus): void {
    this.#status = status;
    this.#observer.onStatus();
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function isTimeout(signal: AbortSignal): boolean {
  return signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
}

function toError(cause: unknown, signal: AbortSignal): Error {
  if (signal.aborted && isTimeout(signal)) return new TokenEndpointError('timeout', { cause });
  return cause instanceof Error ? cause : new ChatTokenError('The token provider failed.', { cause });
}
