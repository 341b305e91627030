import type { ChatCapability, ChatMessage, ChatUser, DeleteMessageEvent, DisconnectUserEvent } from './chat-message.js';
import { userOf, type ChatToken } from './chat-token.js';
import { ConnectionKeeper } from './connection-keeper.js';
import { createId } from './create-id.js';
import { Emitter } from './emitter.js';
import { socketUrl } from './endpoint.js';
import { chatErrorCodes } from './error-codes.js';
import { ChatNotConnectedError, type ChatRequestError } from './errors.js';
import type { Link } from './link.js';
import { ConsoleLogger, writeLog, type ChatLogger, type ChatLogLevel } from './logger.js';
import { PendingRequests } from './pending-requests.js';
import { decodeFrame, type EventFrame, type Frame } from './protocol.js';
import { RecentIds } from './recent-ids.js';
import { reportToHost } from './report-error.js';
import type { ChatRequest, DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest } from './requests.js';
import type { ChatRoomListeners, ChatRoomStats, ConnectionState, InternalListeners } from './room-events.js';
import { createSystemClock, defaultTiming, type ChatRoomConfig, type InternalConfig } from './room-options.js';
import { defaultWakeUps } from './wake-ups.js';

/**
 * A room of Amazon IVS Chat. It keeps its connection by itself until `disconnect()` or a final refusal: it tries again after
 * losses, renews its session before the end, and settles every request. Compatible with `ChatRoom` of `amazon-ivs-chat-messaging`.
 */
export class ChatRoom {
  /** Names the room in log lines. */
  readonly id: string;
  /** Retries in one outage before the room gives up; 0 means a single attempt. */
  readonly maxReconnectAttempts: number;
  /** Where log lines go. Default: the console. */
  logger: ChatLogger = new ConsoleLogger();
  /** Default `error`: silent unless something is wrong. No level writes a token or the text of a message. */
  logLevel: ChatLogLevel = 'error';
  readonly #stats: { -readonly [Name in keyof ChatRoomStats]: ChatRoomStats[Name] } = {
    connects: 0,
    attempts: 0,
    tokenCalls: 0,
    renewals: 0,
    framesIn: 0,
    framesDropped: 0,
    duplicates: 0,
    requestTimeouts: 0,
    lastCloseCode: undefined,
  };
  readonly #emitter = new Emitter<InternalListeners>((error) => this.#report(error));
  #seen = new RecentIds();
  readonly #keeper: ConnectionKeeper;
  readonly #pending: PendingRequests;
  #user: ChatUser | undefined;
  #capabilities: readonly ChatCapability[] | undefined;

  /**
   * @throws ChatEndpointError when `regionOrUrl` is neither a region nor a URL that may be connected to
   * @throws TypeError when another option is of the wrong type
   */
  constructor(config: ChatRoomConfig) {
    const {
      regionOrUrl,
      tokenProvider,
      WebSocket,
      maxReconnectAttempts = Infinity,
      random = Math.random,
      wakeUp = defaultWakeUps(),
      comesBack,
    } = config as InternalConfig;
    const clock = config.clock ?? createSystemClock();
    if (typeof regionOrUrl !== 'function') socketUrl(regionOrUrl);
    if (typeof tokenProvider !== 'function') throw new TypeError('tokenProvider must be a function');
    if (typeof maxReconnectAttempts !== 'number' || !(maxReconnectAttempts >= 0)) {
      throw new TypeError('maxReconnectAttempts must be a number of 0 or more');
    }
    this.id = String(config.id ?? createId());
    this.maxReconnectAttempts = maxReconnectAttempts;
    const timing = { ...defaultTiming, ...config.timing };
    this.#pending = new PendingRequests(clock, timing.requestTimeoutMs, (link, heard) => {
      this.#stats.requestTimeouts += 1;
      writeLog(this, 'info', 'no answer in time');
      this.#keeper.noteSilence(link, heard);
    });
    this.#keeper = new ConnectionKeeper(
      {
        regionOrUrl,
        tokenProvider,
        WebSocket,
        clock,
        timing,
        random,
        maxReconnectAttempts,
        wakeUp,
        comesBack,
        stats: this.#stats,
        pending: this.#pending,
      },
      {
        onConnecting: (details) => this.#tell('connecting', details.reason, details),
        onLink: (link, isReplacement) => {
          this.#onToken(link.token!);
          this.#tell(isReplacement ? 'renew' : 'connect');
        },
        onDisconnect: (reason, details) => {
          this.#seen = new RecentIds();
          this.#tell('disconnect', reason, reason, details);
        },
        onFrame: (link, data) => this.#onFrame(link, data),
      },
    );
  }

  /** `connecting` lasts from `connect()`, or the loss of a connection, until one is open or the room gives up. */
  get state(): ConnectionState {
    return this.#keeper.state;
  }

  /** Who this participant is: from the token's answer, else learnt from an own message; `undefined` until then. */
  get user(): ChatUser | undefined {
    return this.#user;
  }

  /** What the token's answer allows; `undefined` when it does not say. */
  get capabilities(): readonly ChatCapability[] | undefined {
    return this.#capabilities;
  }

  /** A copy of the counts. */
  get stats(): ChatRoomStats {
    return { ...this.#stats };
  }

  /** Starts to connect. @throws Error unless the room is disconnected */
  connect(): void {
    if (this.state !== 'disconnected') throw new Error(`State must be "disconnected" but is ${this.state}`);
    this.#user = this.#capabilities = undefined;
    this.#keeper.connect();
  }

  /** Ends the connection and everything that is under way. Requests in flight reject with `ChatNotConnectedError`. */
  disconnect(): void {
    this.#keeper.disconnect();
  }

  /**
   * Returns a function that removes the listener again. A listener that is there already is not added twice.
   * @throws TypeError when the listener is not a function
   */
  addListener<Name extends keyof ChatRoomListeners>(eventName: Name, listener: ChatRoomListeners[Name]): () => void {
    if (typeof listener !== 'function') throw new TypeError('A listener must be a function');
    return this.#emitter.add(eventName, listener as never);
  }

  /** Does nothing when the listener is not there. */
  removeListener<Name extends keyof ChatRoomListeners>(eventName: Name, listener: ChatRoomListeners[Name]): void {
    this.#emitter.remove(eventName, listener as never);
  }

  /**
   * Sends a message. Resolves with it when the room delivered it to everyone, this client included. Rejects with
   * `ChatRequestError` (refused), `ChatTimeoutError` or `ChatConnectionLostError` (unknown), or `ChatNotConnectedError`.
   * @throws ChatNotConnectedError unless connected @throws TypeError when a field is missing or of the wrong type
   */
  sendMessage(request: SendMessageRequest): Promise<ChatMessage> {
    return this.#request({ ...request, action: 'SEND_MESSAGE' }) as Promise<ChatMessage>;
  }

  /** Deletes a message for everyone. Resolves when the room was told; otherwise as `sendMessage`. */
  deleteMessage(request: DeleteMessageRequest): Promise<DeleteMessageEvent> {
    return this.#request({ ...request, action: 'DELETE_MESSAGE' }) as Promise<DeleteMessageEvent>;
  }

  /** Ends every connection of a user. Resolves when the room was told; otherwise as `sendMessage`. */
  disconnectUser(request: DisconnectUserRequest): Promise<DisconnectUserEvent> {
    return this.#request({ ...request, action: 'DISCONNECT_USER' }) as Promise<DisconnectUserEvent>;
  }

  #request(given: ChatRequest): Promise<unknown> {
    // Scripts pass plain objects, which may lack an id.
    const request: ChatRequest = { ...given, requestId: given.requestId ?? createId() };
    const link = this.#keeper.current;
    if (link === undefined) throw new ChatNotConnectedError(`The room is ${this.state}`, request.requestId);
    return this.#pending.send(request, link);
  }

  #onToken(token: ChatToken): void {
    const { capabilities } = token;
    this.#user = userOf(token) ?? this.#user;
    this.#capabilities = Array.isArray(capabilities) ? Object.freeze([...(capabilities as readonly ChatCapability[])]) : undefined;
  }

  #onFrame(link: Link, data: unknown): void {
    this.#stats.framesIn += 1;
    let frame: Frame | undefined;
    try {
      frame = decodeFrame(data);
    } catch (error) {
      this.#stats.framesDropped += 1;
      writeLog(this, 'debug', `dropped a frame without ${(error as Error).message}`);
      return;
    }
    if (frame?.type === 'error') this.#onError(link, frame.error);
    else if (frame !== undefined) this.#onEvent(frame);
  }

  #onEvent(frame: EventFrame): void {
    const { type, event } = frame;
    if (!this.#seen.add(event.id)) {
      this.#stats.duplicates += 1;
      return;
    }
    // Listeners may disconnect, so an answer settles its request before they hear of it.
    const asked = this.#pending.get(event.requestId);
    if (asked !== undefined && isAnswer(asked, frame, this.#user)) {
      this.#pending.take(event.requestId)?.resolve(event);
      if (type === 'message') this.#user ??= event.sender;
    }
    if (type === 'userDisconnect') this.#keeper.noteKick(this.#user && this.#user.userId === event.userId);
    this.#emitter.emit(type, event as never);
  }

  #onError(link: Link, error: ChatRequestError): void {
    writeLog(this, 'info', `refused with ${error.errorCode}`);
    this.#pending.take(error.requestId)?.reject(error);
    if (error.errorCode === chatErrorCodes.unauthorized) this.#keeper.noteUnauthorized(link);
  }

  #tell<Name extends 'connecting' | 'connect' | 'renew' | 'disconnect'>(name: Name, reason = '', ...args: Parameters<InternalListeners[Name]>): void {
    writeLog(this, 'info', `${name} ${reason}`);
    this.#emitter.emit(name, ...args);
  }

  /** An error of somebody else's listener: reported once. */
  #report(error: unknown): void {
    if (!reportToHost(error)) writeLog(this, 'error', `a listener failed: ${describe(error)}`);
  }
}

/** Whether a frame under a request's id does what was asked, and for `me`: anybody may send any request id. */
function isAnswer(request: ChatRequest, { type, event }: EventFrame, me: ChatUser | undefined): boolean {
  switch (request.action) {
    case 'SEND_MESSAGE':
      return type === 'message' && (me === undefined || me.userId === event.sender.userId);
    case 'DELETE_MESSAGE':
      return type === 'messageDelete' && request.id === event.messageId;
    case 'DISCONNECT_USER':
      return type === 'userDisconnect' && request.userId === event.userId;
  }
}

function describe(error: unknown): string {
  try {
    // Only some engines begin the stack with the message.
    return [error, (error as Error | null | undefined)?.stack].join(' ');
  } catch {
    return typeof error;
  }
}
