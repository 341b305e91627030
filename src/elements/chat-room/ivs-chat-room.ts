import { LitElement, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type {
  ChatAttributes,
  ChatCapability,
  ChatMessage,
  ChatRoom,
  ChatUser,
  ConnectionState,
  DeleteMessageEvent,
  DisconnectUserEvent,
} from '../../client/index.js';
import type { TranscriptMessage } from '../../client/message-store.js';
import '../chat-input/ivs-chat-input.js';
import '../chat-messages/ivs-chat-messages.js';
import { defaultContent, type ChatBadge, type ChatEmote } from '../content-settings.js';
import { setStates } from '../custom-states.js';
import { defined } from '../defined.js';
import { defineElement } from '../define.js';
import { describeRequestError } from '../error-text.js';
import { defaultStrings, type Strings } from '../strings.js';
import { themeStyles } from '../theme.styles.js';
import { countOr, oneOf } from './attribute-values.js';
import { connectionNotice, type Notice } from './connection-notice.js';
import { FocusController } from './focus-controller.js';
import { roomStyles } from './ivs-chat-room.styles.js';
import { OfflineController } from './offline-controller.js';
import { OwnPiecesController } from './own-pieces-controller.js';
import { RoomController } from './room-controller.js';
import { footerTemplate, listTemplate, noticeTemplate } from './room-templates.js';
import type { RoomTokenProvider } from './token-answer.js';
import type { TokenHeaders } from './token-request.js';

const DEFAULT_MAX_MESSAGES = 500;
/** The service takes no longer message, in Unicode code points. */
const LONGEST_MESSAGE = 500;

/**
 * A live chat room: connects to Amazon IVS Chat, shows the conversation and lets people write. It brings its own list and
 * input; place an `<ivs-chat-messages>` or `<ivs-chat-input>` inside it to arrange one or both yourself.
 *
 * It connects as soon as the page's deferred scripts have run, or else one task after insertion, once there is a `token-endpoint`
 * or a `tokenProvider`.
 *
 * @tagname ivs-chat-room
 *
 * @fires {IvsChatConnectingEvent} ivs-chat-connecting - Once for each attempt to connect.
 * @fires {IvsChatConnectEvent} ivs-chat-connect - The room is open. The renewal of a session fires nothing.
 * @fires {IvsChatDisconnectEvent} ivs-chat-disconnect - Once when an open connection is lost, and once when it stays disconnected.
 * @fires {IvsChatMessageEvent} ivs-chat-message - A message arrived, own ones too.
 * @fires {IvsChatModerationEvent} ivs-chat-moderation - The room was moderated, by anyone.
 * @fires {IvsChatEventEvent} ivs-chat-event - An application event, sent by a server.
 * @fires {IvsChatSendEvent} ivs-chat-send - The service accepted a message of this viewer. Not cancelable.
 * @fires {IvsChatErrorEvent} ivs-chat-error - Something went wrong. Cancel it to hide the room's own notice.
 *
 * @slot - What the page arranges in the room's body: its own list or input, or anything beside them.
 * @slot header - Takes the place of the title bar.
 * @slot pinned - Stands above the conversation.
 * @slot banner - Stands under the room's own notices.
 * @slot footer - Stands above the input.
 * @slot empty - Shown by the room's own list while nothing was said.
 * @slot sign-in - Shown with "Sign in to chat" when the token endpoint answered 401.
 *
 * @csspart base - The panel.
 * @csspart header - Its title bar.
 * @csspart banner - Where the connection stands, and what went wrong.
 * @csspart body - The conversation.
 * @csspart footer - The input, or the sentence in its place.
 * @csspart viewport - Own list: what scrolls.
 * @csspart list - Own list: the rows.
 * @csspart message - Own list: one row.
 * @csspart message-own - Own list: a row written by this viewer.
 * @csspart message-moderator - Own list: a row written by a moderator.
 * @csspart message-mention - Own list: a row that names this viewer.
 * @csspart message-deleted - Own list: a row whose message a moderator deleted.
 * @csspart message-pending - Own list: a row that the room has not accepted yet.
 * @csspart message-failed - Own list: a row that the room did not accept.
 * @csspart avatar - Own list: the author's picture, or the first letter of the name.
 * @csspart reply - Own list: the line above a message that answers another one.
 * @csspart badges - Own list: the badges before the author's name.
 * @csspart badge - Own list: a badge before the author's name.
 * @csspart author - Own list: the author's name.
 * @csspart timestamp - Own list: the time of day.
 * @csspart content - Own list: the text of a message.
 * @csspart mention - Own list: the name of this viewer in a text.
 * @csspart link - Own list: an address in a text.
 * @csspart emote - Own list: a picture in a text.
 * @csspart sticker - Own list: a picture that is a message.
 * @csspart tombstone - Own list: what stands in place of a deleted message.
 * @csspart actions - Own list: the tools of a moderator.
 * @csspart action - Own list: a button in a row.
 * @csspart notice - Own list: the line that tells how many messages are not shown.
 * @csspart jump-button - Own list: the button that goes to the newest message.
 * @csspart dialog - Own list: the question before a moderator's act.
 * @csspart input-base - Own input: the frame around box and button; the input's part `base`.
 * @csspart textarea - Own input: the box.
 * @csspart send-button - Own input: the button that sends.
 * @csspart counter - Own input: the number of characters that are left.
 * @csspart error - Own input: the line that says why a message was not sent.
 *
 * @cssproperty [--ivs-chat-bg=light-dark(#ffffff, #17181c)] - Ground of the panel.
 * @cssproperty [--ivs-chat-fg=light-dark(#1a1b20, #e9eaee)] - Text.
 * @cssproperty [--ivs-chat-muted-fg=light-dark(#626672, #9b9faa)] - Quiet text.
 * @cssproperty [--ivs-chat-border=light-dark(#e2e4ea, #2b2d34)] - Border of the panel and between its bands.
 * @cssproperty [--ivs-chat-accent=light-dark(#5b45e0, #9585ff)] - What can be pressed, and the focus.
 * @cssproperty [--ivs-chat-danger=light-dark(#c32f3d, #ff7d87)] - Trouble.
 * @cssproperty [--ivs-chat-radius=14px] - Radius of the panel.
 * @cssproperty [--ivs-chat-font=system-ui] - Font family.
 * @cssproperty [--ivs-chat-font-size=14px] - Font size.
 * @cssproperty [--ivs-chat-gap=14px] - Space at the sides.
 *
 * @cssState connecting - Connecting for the first time.
 * @cssState reconnecting - Connecting again after a connection that had been open.
 * @cssState connected - The room is open.
 * @cssState disconnected - Nothing is under way.
 * @cssState readonly - This viewer cannot write here.
 * @cssState moderator - This viewer may delete messages or disconnect users.
 * @cssState offline - The browser says that it has no network.
 */
export class IvsChatRoom extends LitElement {
  static override readonly styles = [themeStyles, roomStyles];
  static override readonly properties: PropertyDeclarations = {
    tokenEndpoint: { attribute: 'token-endpoint' },
    roomId: { attribute: 'room-id' },
    region: {},
    socketUrl: { attribute: 'socket-url' },
    manual: { type: Boolean },
    readOnly: { type: Boolean, attribute: 'readonly' },
    tokenProvider: { attribute: false },
    tokenParams: { attribute: false },
    tokenHeaders: { attribute: false },
    strings: { attribute: false },
    emotes: { attribute: false },
    badges: { attribute: false },
    imageOrigins: { attribute: false },
    linkSchemes: { attribute: false },
    tokenCredentials: { attribute: 'token-credentials', converter: oneOf('token-credentials', ['same-origin', 'omit', 'include']) },
    loading: { converter: oneOf('loading', ['eager', 'lazy']) },
    theme: { reflect: true, useDefault: true, converter: oneOf('theme', ['auto', 'light', 'dark']) },
    density: { reflect: true, useDefault: true, converter: oneOf('density', ['comfortable', 'compact']) },
    maxMessages: { attribute: 'max-messages' },
    maxLength: { attribute: 'max-length' },
    label: {},
  };

  /** URL asked for a chat token with `POST`. Without it or a `tokenProvider` the room stays disconnected, without an error. */
  tokenEndpoint: string = '';

  /** Sent to the token endpoint as `roomIdentifier`. Another one is another conversation. */
  roomId: string = '';

  /** AWS region of the room. The token's answer may say it instead. */
  region: string = '';

  /** WebSocket address (`wss:`; `ws:` on loopback only) in place of the region's: a sandbox, a test, a proxy. */
  socketUrl: string = '';

  /** Does not connect on insertion; call `connect()`. */
  manual: boolean = false;

  /** Nobody can write; the room shows no input of its own. */
  readOnly: boolean = false;

  /** Gives a token for each connection, in place of the token endpoint. It may reject with a `ChatTokenError`: status 401 and 403 are final. */
  tokenProvider: RoomTokenProvider | undefined = undefined;

  /** Sent to the token endpoint beside `roomIdentifier`. */
  tokenParams: Readonly<Record<string, unknown>> | undefined = undefined;

  /** Headers of the token request; a function is called for each one, so that a bearer token can be fresh. */
  tokenHeaders: TokenHeaders | undefined = undefined;

  /** Words in place of ours: any subset. */
  strings: Partial<Strings> = {};

  /** Pictures for `:code:` in a message, by code, and for the `sticker` of a message. */
  emotes: Readonly<Record<string, ChatEmote>> = defaultContent.emotes;

  /** Words and pictures of badges, by the badge's name. Names that are missing keep ours. */
  badges: Readonly<Record<string, ChatBadge>> = defaultContent.badges;

  /**
   * Origins that pictures may come from (emotes, stickers, badges, avatars), over `https:`. Any other picture is never asked for.
   * `undefined` is the page's own origin, `[]` is none.
   */
  imageOrigins: readonly string[] | undefined = defaultContent.imageOrigins;

  /**
   * Schemes of addresses that become links: `https`, `http`, `mailto`.
   * @default ['https', 'http']
   */
  linkSchemes: readonly string[] = defaultContent.linkSchemes;

  /** Credentials mode of the token request. */
  tokenCredentials: 'same-origin' | 'omit' | 'include' = 'same-origin';

  /** `lazy` connects when the room comes near the viewport. */
  loading: 'eager' | 'lazy' = 'eager';

  /** `auto` follows the page's `color-scheme`. */
  theme: 'auto' | 'light' | 'dark' = 'auto';

  /** How close rows stand. */
  density: 'comfortable' | 'compact' = 'comfortable';

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #pieces = new OwnPiecesController(this);
  readonly #network = new OfflineController(this);
  #maxMessages = DEFAULT_MAX_MESSAGES;
  #maxLength = LONGEST_MESSAGE;
  #label = '';
  #words: Strings = defaultStrings;

  constructor() {
    super();
    // After the pieces, which may pass the focus on.
    new FocusController(this);
  }

  /**
   * Messages kept, at least 1; the oldest go first.
   * @default 500
   */
  get maxMessages(): number {
    return this.#maxMessages;
  }
  set maxMessages(count: number) {
    this.#maxMessages = countOr(DEFAULT_MAX_MESSAGES, 'max-messages', count);
  }

  /**
   * Longest message that can be written, in Unicode code points, 1 to 500.
   * @default 500
   */
  get maxLength(): number {
    return this.#maxLength;
  }
  set maxLength(length: number) {
    this.#maxLength = countOr(LONGEST_MESSAGE, 'max-length', length, LONGEST_MESSAGE);
  }

  /**
   * Title in the header, and accessible name of the room.
   * @default 'Chat'
   */
  get label(): string {
    return this.#label === '' ? this.#words.chat : this.#label;
  }
  set label(label: string) {
    this.#label = label ?? '';
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.#room.status.state;
  }

  /** Who this viewer is, once known: from the token's answer, or from an own message. */
  get user(): ChatUser | undefined {
    return this.#room.user;
  }

  /** What this viewer may do, once known. An empty list is read-only. */
  get capabilities(): readonly ChatCapability[] | undefined {
    return this.#room.capabilities;
  }

  /** The transcript, oldest first: a snapshot that never changes. */
  get messages(): readonly TranscriptMessage[] {
    return this.#room.store.messages;
  }

  /** The client underneath, from the first connection on. Another one after an attribute changed where the room connects. */
  get client(): ChatRoom | undefined {
    return this.#room.client;
  }

  /** @internal Every word, the page's own in place of ours. */
  get words(): Strings {
    return this.#words;
  }

  /** Connects, with a fresh token and the transcript kept; nothing happens while it does or is already. */
  connect(): void {
    this.#room.connect();
  }

  /** Ends the connection, or the attempt to connect. Nothing comes back until `connect()` or until the room is inserted anew. */
  disconnect(): void {
    this.#room.disconnect();
  }

  /**
   * Sends a message; `ivs-chat-before-send` is not fired. Rejects with the client's error, such as `ChatNotConnectedError`, or
   * `ChatRequestError` where the service refused.
   * @param text 1 to 500 Unicode code points.
   */
  sendMessage(text: string, attributes?: ChatAttributes): Promise<ChatMessage> {
    return this.#room.actions.sendMessage(text, attributes);
  }

  /** Deletes a message for everyone; takes the capability `DELETE_MESSAGE`. Rejects with the client's error. */
  deleteMessage(id: string, reason?: string): Promise<DeleteMessageEvent> {
    return this.#room.actions.deleteMessage(id, reason);
  }

  /** Disconnects every connection of a user; takes the capability `DISCONNECT_USER`. Rejects with the client's error. */
  disconnectUser(userId: string, reason?: string): Promise<DisconnectUserEvent> {
    return this.#room.actions.disconnectUser(userId, reason);
  }

  /** Empties the transcript of this element, for nobody else. Messages that were not sent yet stay. */
  clear(): void {
    this.#room.store.clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A word that is `undefined` counts as not given.
    if (changed.has('strings')) this.#words = { ...defaultStrings, ...defined(this.strings ?? {}) };
  }

  protected override updated(): void {
    const { status, isReconnecting, writeBlock, capabilities } = this.#room;
    const isConnecting = status.state === 'connecting';
    setStates(this.#internals, {
      connecting: isConnecting && !isReconnecting,
      reconnecting: isReconnecting,
      connected: status.state === 'connected',
      disconnected: status.state === 'disconnected',
      readonly: writeBlock === 'readonly' || writeBlock === 'no-capability',
      moderator: capabilities?.some((capability) => capability !== 'SEND_MESSAGE') ?? false,
      offline: this.#network.isOffline,
    });
  }

  protected override render(): TemplateResult {
    const { label, words } = this;
    const notice = connectionNotice(this.#room.status, this.#network.isOffline, words);
    const needsSignIn = notice?.needsSignIn === true;
    return html`
      <section part="base" class="base" aria-label=${label}>
        <header part="header" class="header">
          <slot name="header">
            <div class="title-bar">
              <span class=${`dot ${this.state}`}></span>
              <h2 class="title">${label}</h2>
              <span class="visually-hidden">${this.#stateText}</span>
            </div>
          </slot>
        </header>
        <div part="banner" class="banner">
          ${noticeTemplate(needsSignIn ? undefined : notice, () => this.connect(), words)}
          ${noticeTemplate(this.#failureNotice, () => this.#room.dismissFailure(), words)}
          <slot name="banner"></slot>
        </div>
        <slot name="pinned"></slot>
        <div part="body" class="body">${listTemplate(this.#pieces, words)}<slot></slot></div>
        <footer part="footer" class="footer"><slot name="footer"></slot>${footerTemplate(this.#pieces, this.#room.writeBlock, needsSignIn, words)}</footer>
      </section>
    `;
  }

  /** The dot's meaning in words. */
  get #stateText(): string {
    const { stateConnecting, stateReconnecting, stateConnected, stateDisconnected } = this.#words;
    if (this.state === 'connecting') return this.#room.isReconnecting ? stateReconnecting : stateConnecting;
    return this.state === 'connected' ? stateConnected : stateDisconnected;
  }

  /** A request of a moderator that failed. */
  get #failureNotice(): Notice | undefined {
    const { failure } = this.#room;
    return failure && { text: describeRequestError(failure.error, failure.operation, this.#words), action: 'dismiss' };
  }
}

defineElement('ivs-chat-room', IvsChatRoom);

declare global {
  interface HTMLElementTagNameMap {
    'ivs-chat-room': IvsChatRoom;
  }
}
