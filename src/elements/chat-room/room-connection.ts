import {
  ChatEndpointError,
  ChatRoom,
  ChatTokenError,
  type ChatMessage,
  type ChatRoomConfig,
  type ChatToken,
  type ChatTokenProvider,
  type ConnectingDetails,
  type DisconnectDetails,
  type DisconnectReason,
  type DisconnectUserEvent,
} from '../../client/index.js';
import { timeFormat } from '../chat-messages/time-text.js';
import type { RoomDisconnectReason, RoomOperation } from '../events.js';
import { RoomEndpointError } from './room-endpoint-error.js';
import type { RoomConversation } from './room-conversation.js';
import { initialStatus, type RoomEnding, type RoomStatus } from './room-status.js';
import type { TokenAnswer } from './token-answer.js';
import { TokenEndpointError } from './token-endpoint-error.js';

/** What a connection asks of its owner, and tells it. */
export interface ConnectionOwner {
  /** A region or socket URL set on the element; it wins over the token's answer. Read anew for each connection. */
  readonly endpoint: string | undefined;
  fetchToken(signal: AbortSignal, attempt: number): Promise<TokenAnswer>;
  onStatus(): void;
  onConnecting(attempt: number, reason: RoomDisconnectReason | undefined): void;
  onConnect(): void;
  /** Another token took over without a gap. */
  onRenew(): void;
  onDisconnect(reason: RoomDisconnectReason, willReconnect: boolean): void;
  onMessage(message: ChatMessage): void;
  /** Hears of everything else. */
  readonly conversation: RoomConversation;
  onError(error: Error, operation: RoomOperation): void;
}

/** By the reason of a final disconnect; any other closed the room. */
const endings: Partial<Record<RoomDisconnectReason, RoomEnding>> = { clientDisconnect: 'left', kicked: 'kicked' };

/**
 * One `ChatRoom` from the first connection to the last, and what an element adds to it: one status, which also tells what went
 * wrong and how it ended.
 */
export class RoomConnection {
  readonly #owner: ConnectionOwner;
  #client: ChatRoom | undefined;
  #status: RoomStatus = initialStatus;
  /** Where the token's answer said to connect. */
  #answeredEndpoint: string | undefined;
  /** Why this user was removed: the close that follows tells only that. */
  #kickReason: string | undefined;

  constructor(owner: ConnectionOwner) {
    this.#owner = owner;
  }

  /** `undefined` before the first start, or where there is no place to connect to. */
  get client(): ChatRoom | undefined {
    return this.#client;
  }

  get status(): RoomStatus {
    return this.#status;
  }

  /** Whether there is something to end. The status is told of it later, where whoever hears of one step causes the next. */
  get isUnderWay(): boolean {
    return this.#client !== undefined && this.#client.state !== 'disconnected';
  }

  /** Connects, unless it does or is already. */
  start(): void {
    if (this.isUnderWay) return;
    this.#kickReason = undefined;
    // Told together with what comes of it.
    this.#status = initialStatus;
    try {
      this.#client ??= this.#createClient();
    } catch (error) {
      if (!(error instanceof ChatEndpointError)) throw error;
      this.#reportEndpoint(error);
      return;
    }
    this.#client.connect();
  }

  /** Ends everything that is under way. With `isLeaving`, the status says that the viewer left. */
  stop(isLeaving: boolean): void {
    this.#client?.disconnect();
    if (!isLeaving) this.#setStatus(initialStatus);
  }

  /** Where neither attribute says where to connect, each token does. */
  #createClient(): ChatRoom {
    const regionOrUrl = this.#owner.endpoint ?? (() => this.#answeredEndpoint);
    const tokenProvider: ChatTokenProvider = ({ signal, attempt }) => this.#provideToken(signal, attempt);
    // A banned user is refused a token; one who is not known may be the one whom the server removed.
    const comesBack = (): boolean => this.#client?.user !== undefined;
    const client = new ChatRoom({ regionOrUrl, tokenProvider, comesBack } as ChatRoomConfig);
    this.#listen(client);
    return client;
  }

  /** The page's own provider may ignore the signal, so the wait ends with it here. */
  async #provideToken(signal: AbortSignal, attempt: number): Promise<ChatToken> {
    // Most often the request is on its way by then.
    setTimeout(timeFormat);
    try {
      const aborted = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
      const { region, socketUrl, ...token } = await Promise.race([this.#owner.fetchToken(signal, attempt), aborted]);
      this.#answeredEndpoint = socketUrl ?? region;
      return token;
    } catch (cause) {
      if (!signal.aborted) throw this.#onTokenError(cause instanceof Error ? cause : new ChatTokenError('The token provider failed.', { cause }));
      if (signal.reason.name === 'TimeoutError') throw this.#onTokenError(new TokenEndpointError('timeout', { cause }));
      throw cause;
    }
  }

  #listen(client: ChatRoom): void {
    client.addListener('connecting', (details) => this.#onConnecting(details));
    client.addListener('connect', () => this.#onConnect());
    client.addListener('renew' as 'connect', () => this.#owner.onRenew());
    client.addListener('disconnect', (reason, details) => this.#onDisconnect(reason, details));
    client.addListener('message', (message) => this.#owner.onMessage(message));
    client.addListener('event', (event) => this.#owner.conversation.onEvent(event));
    client.addListener('messageDelete', (event) => this.#owner.conversation.onMessageDelete(event));
    client.addListener('userDisconnect', (event) => this.#onUserDisconnect(event));
  }

  #onConnecting({ attempt, lost, reason }: ConnectingDetails): void {
    const status: RoomStatus = { state: 'connecting', attempt, ...(lost ? { isWayBack: true } : whatIsKept(this.#status)) };
    // Whoever hears of it may end it, and begin anew.
    const isCurrent = (): boolean => status === this.#status && this.isUnderWay;
    this.#setStatus(status);
    if (lost && reason !== undefined && isCurrent()) this.#owner.onDisconnect(reason, true);
    if (isCurrent()) this.#owner.onConnecting(attempt, reason);
  }

  #onConnect(): void {
    this.#setStatus({ state: 'connected', attempt: 0 });
    this.#owner.onConnect();
  }

  #onDisconnect(reason: DisconnectReason, { cause, error }: DisconnectDetails): void {
    const roomReason = cause ?? reason;
    if (error instanceof ChatEndpointError) this.#reportEndpoint(error);
    this.#setStatus(this.#finalStatus(roomReason));
    this.#owner.onDisconnect(roomReason, false);
  }

  #onUserDisconnect(event: DisconnectUserEvent): void {
    const user = this.#client?.user;
    if (user === undefined || user.userId === event.userId) this.#kickReason = event.reason;
    this.#owner.conversation.onUserDisconnect(event, user);
  }

  #finalStatus(reason: RoomDisconnectReason): RoomStatus {
    const ending = endings[reason];
    return ending ? { ...initialStatus, ending, kickReason: this.#kickReason } : { ...initialStatus, ...whatIsKept(this.#status), ending: 'closed' };
  }

  #onTokenError(error: Error): Error {
    this.#report(error, 'token');
    return error;
  }

  #reportEndpoint(cause: ChatEndpointError): void {
    this.#report(new RoomEndpointError(this.#owner.endpoint ?? this.#answeredEndpoint, cause), 'connect');
  }

  /** A failed renewal leaves an open connection as it is. */
  #report(problem: Error, operation: RoomOperation): void {
    const status = this.#status;
    this.#owner.onError(problem, operation);
    // Whoever heard of it may have ended the attempt, and begun another one.
    if (status.state !== 'connected' && status === this.#status) this.#setStatus({ ...status, problem });
  }

  #setStatus(status: RoomStatus): void {
    this.#status = status;
    this.#owner.onStatus();
  }
}

/** What goes on from one attempt to the next. */
function whatIsKept({ problem, isWayBack }: RoomStatus): Partial<RoomStatus> {
  return { problem, isWayBack };
}
