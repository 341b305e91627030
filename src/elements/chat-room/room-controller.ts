import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  ChatCapability,
  ChatMessage,
  ChatRoom,
  ChatUser,
} from '../../client/index.js';
import type { MessageStore } from '../../client/message-store.js';
import type { ContentSettings } from '../content-settings.js';
import type { RequestOperation } from '../error-text.js';
import {
  IvsChatConnectEvent,
  IvsChatConnectingEvent,
  IvsChatDisconnectEvent,
  IvsChatErrorEvent,
  type RoomDisconnectReason,
  type RoomOperation,
} from '../events.js';
import { roomContext, type RoomContext, type WriteBlock } from '../room-context.js';
import { announceRoom, ensureContextRoot } from '../room-registry.js';
import type { Strings } from '../strings.js';
import { isTakenOver, takeOver } from '../taken-over.js';
import { isSignedOut } from './connect-problem.js';
import { whenNear } from './near-viewport.js';
import { PresenceController } from './presence-controller.js';
import { RoomActions, type ActionRoom } from './room-actions.js';
import { RoomConnection, type ConnectionOwner } from './room-connection.js';
import { RoomConversation } from './room-conversation.js';
import { isElsewhere, placeOf, type RoomPlace } from './room-place.js';
import { initialStatus, type RoomStatus } from './room-status.js';
import { readTokenAnswer, type RoomTokenProvider, type TokenAnswer } from './token-answer.js';
import { requestToken, type TokenHeaders } from './token-request.js';

/** What the controller reads from its element. */
export interface RoomHost extends ReactiveControllerHost, HTMLElement, RoomPlace, ContentSettings {
  readonly tokenProvider: RoomTokenProvider | undefined;
  readonly tokenParams: Readonly<Record<string, unknown>> | undefined;
  readonly tokenHeaders: TokenHeaders | undefined;
  readonly tokenCredentials: RequestCredentials;
  readonly manual: boolean;
  readonly loading: 'eager' | 'lazy';
  readonly readOnly: boolean;
  readonly maxMessages: number;
  readonly maxLength: number;
  readonly density: 'comfortable' | 'compact';
  /** Every word, the page's own in place of ours. */
  readonly words: Strings;
}

/** A request of a piece that failed, until the next one or until it is dismissed. */
export interface RequestFailure {
  readonly error: Error;
  readonly operation: RequestOperation;
}

/**
 * The one place where the client meets Lit: owns the connection and the transcript of an element, turns what happens into DOM
 * events, and offers itself to the pieces. Attributes are read when they are needed, so a changed one never resets the
 * conversation, except one that changes where it connects.
 */
export class RoomController implements ReactiveController, ConnectionOwner, ActionRoom {
  readonly actions = new RoomActions(this);
  readonly conversation: RoomConversation;
  readonly #host: RoomHost;
  readonly #presence: PresenceController;
  readonly #provider: ContextProvider<typeof roomContext, RoomHost>;
  /** Pieces elsewhere in the page name the room by its id. */
  #idChanges: MutationObserver | undefined;
  #connection: RoomConnection | undefined;
  #place: RoomPlace | undefined;
  /** What the page asked for last, by method; `undefined` leaves it to the attributes. */
  #asked: 'connect' | 'disconnect' | undefined;
  /** Since insertion, or since the page asked. After its end no connection begins by itself. */
  #hasBegun = false;
  #hasConnected = false;
  #stopWaiting: (() => void) | undefined;
  /** What the service refused with a 403 on this connection. */
  readonly #denied = new Set<ChatCapability>();
  /** What is left then of what the token's answer granted. */
  #left: readonly ChatCapability[] | undefined;
  #view: RoomContext | undefined;
  #failure: RequestFailure | undefined;

  constructor(host: RoomHost) {
    this.#host = host;
    this.conversation = new RoomConversation(host);
    this.#provider = new ContextProvider(host, { context: roomContext });
    this.#presence = new PresenceController(host, (isPresent) => (isPresent ? this.#consider() : this.#leave()));
    host.addController(this);
  }

  get client(): ChatRoom | undefined {
    return this.#connection?.client;
  }
  get store(): MessageStore {
    return this.conversation.store;
  }
  get status(): RoomStatus {
    return this.#connection?.status ?? initialStatus;
  }
  /** Connecting again after a connection that had been open. */
  get isReconnecting(): boolean {
    return this.status.state === 'connecting' && this.#hasConnected;
  }
  get user(): ChatUser | undefined {
    return this.client?.user;
  }
  /** What the token's answer said, less what the service refused since. The same array until that changes. */
  get capabilities(): readonly ChatCapability[] | undefined {
    const granted = this.client?.capabilities;
    return granted && (this.#left ?? granted);
  }
  /** The last request of a piece that failed and whose notice the page did not take over. */
  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  get writeBlock(): WriteBlock | undefined {
    const { status, capabilities } = this;
    if (this.#host.readOnly) return 'readonly';
    if (status.ending === 'kicked') return 'kicked';
    if (status.state === 'disconnected' && isSignedOut(status.problem)) return 'signed-out';
    if (this.#denied.has('SEND_MESSAGE') || capabilities?.includes('SEND_MESSAGE') === false) return 'no-capability';
    return status.state === 'connected' ? undefined : 'disconnected';
  }

  connect(): void {
    if (this.#connection?.isUnderWay) return;
    this.#asked = 'connect';
    this.#hasBegun = false;
    this.#consider();
  }

  disconnect(): void {
    this.#asked = 'disconnect';
    this.#stopWaiting?.();
    this.#connection?.stop(true);
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#publish();
    ensureContextRoot(this.#host.ownerDocument);
    this.#idChanges ??= new MutationObserver(announceRoom);
    this.#idChanges.observe(this.#host, { attributeFilter: ['id'] });
    // Last: whoever hears of the room asks for its context at once.
    announceRoom();
  }

  hostDisconnected(): void {
    this.#idChanges?.disconnect();
    announceRoom();
  }

  hostUpdate(): void {
    this.store.maxMessages = this.#host.maxMessages;
    this.#followPlace();
    this.#consider();
    this.#publish();
  }

  /** What is set during an update, by whoever hears of an error, causes no other one. */
  hostUpdated(): void {
    if (this.#hasMoved) this.#host.requestUpdate();
  }

  get #hasMoved(): boolean {
    return this.#place !== undefined && isElsewhere(this.#place, placeOf(this.#host), Boolean(this.#host.tokenProvider));
  }

  #followPlace(): void {
    const hasMoved = this.#hasMoved;
    this.#place = placeOf(this.#host);
    const left = this.#connection;
    if (!hasMoved || left === undefined) return;
    this.#connection = undefined;
    this.conversation.forget();
    this.#hasBegun = false;
    this.#hasConnected = false;
    this.#forgetDenied();
    this.#failure = undefined;
    // Last: the page hears of it, and may connect to the new place at once.
    left.stop(false);
  }

  /** Begins to connect if everything it takes is there and nothing says otherwise. */
  #consider(): void {
    const host = this.#host;
    const wants = this.#asked === undefined ? !host.manual : this.#asked === 'connect';
    const hasSource = Boolean(host.tokenProvider ?? placeOf(host).tokenEndpoint);
    if (this.#hasBegun || !this.#presence.isPresent || !wants || !hasSource) return;
    if (this.#asked === undefined && host.loading === 'lazy') {
      this.#stopWaiting ??= whenNear(host, () => this.#begin());
    } else {
      this.#begin();
    }
  }

  #begin(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#hasBegun = true;
    this.#place = placeOf(this.#host);
    this.#connection ??= new RoomConnection(this);
    this.#connection.start();
  }

  /** Removed from the document: the transcript stays, nothing else does. */
  #leave(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#asked = undefined;
    this.#hasBegun = false;
    this.#connection?.stop(false);
  }

  get endpoint(): string | undefined {
    return this.#host.socketUrl || this.#host.region || undefined;
  }

  async fetchToken(signal: AbortSignal, attempt: number): Promise<TokenAnswer> {
    const { tokenProvider } = this.#host;
    return tokenProvider ? readTokenAnswer(await tokenProvider({ signal, attempt })) : requestToken(this.#host, signal);
  }

  /** The pieces know at once, so that nobody writes into a connection that is gone. */
  onStatus(): void {
    this.#publish();
    this.#host.requestUpdate();
  }

  onRenew(): void {
    this.#forgetDenied();
    this.#learnUser();
    this.#host.requestUpdate();
  }

  onConnecting(attempt: number, reason: RoomDisconnectReason | undefined): void {
    const event = new IvsChatConnectingEvent({ attempt, reason });
    this.#host.dispatchEvent(event);
  }

  onDisconnect(reason: RoomDisconnectReason, willReconnect: boolean): void {
    const event = new IvsChatDisconnectEvent({ reason, willReconnect });
    this.#host.dispatchEvent(event);
  }

  onMessage(message: ChatMessage): void {
    // An echo of an own message may have told the client who this participant is.
    this.#learnUser();
    this.conversation.onMessage(message);
    this.actions.onMessage(message);
  }

  onConnect(): void {
    const resumed = this.#hasConnected;
    this.#hasConnected = true;
    this.#forgetDenied();
    this.#failure = undefined;
    this.#learnUser();
    const event = new IvsChatConnectEvent({ user: this.user, capabilities: this.capabilities, resumed });
    this.#host.dispatchEvent(event);
  }

  #learnUser(): void {
    const userId = this.user?.userId;
    if (userId === undefined || userId === this.store.userId) return;
    this.store.userId = userId;
    this.#host.requestUpdate();
  }

  #forgetDenied(): void {
    this.#denied.clear();
    this.#left = undefined;
  }

  onDenied(capability: ChatCapability): void {
    this.#denied.add(capability);
    this.#left = this.capabilities?.filter((one) => one !== capability);
    this.#host.requestUpdate();
  }

  /** A message that failed has its own row, so the room itself says nothing. */
  onFailed(error: Error, operation: RequestOperation): void {
    this.onError(error, operation);
    if (operation === 'send' || isTakenOver(error)) return;
    this.#failure = { error, operation };
    this.#host.requestUpdate();
  }

  onError(error: Error, operation: RoomOperation): void {
    const event = new IvsChatErrorEvent({ error, operation });
    this.#host.dispatchEvent(event);
    takeOver(error, event.defaultPrevented);
  }

  /** Hands the pieces a new view of the room when something in it changed. */
  #publish(): void {
    const { maxLength, density, words, emotes, badges, imageOrigins, linkSchemes } = this.#host;
    const view: RoomContext = {
      ...this.actions.forPieces,
      state: this.status.state,
      reconnecting: this.isReconnecting,
      user: this.user,
      capabilities: this.capabilities,
      writeBlock: this.writeBlock,
      maxLength,
      density,
      strings: words,
      store: this.store,
      emotes,
      badges,
      imageOrigins,
      linkSchemes,
    };
    if (!isSameView(this.#view, view)) {
      this.#view = view;
      this.#provider.setValue(view);
    }
  }
}

function isSameView(before: RoomContext | undefined, now: RoomContext): boolean {
  const names = Object.keys(now) as (keyof RoomContext)[];
  return before !== undefined && names.every((name) => Object.is(before[name], now[name]));
}
