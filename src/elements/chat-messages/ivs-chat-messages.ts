import { LitElement, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { setStates } from '../custom-states.js';
import { defineElement } from '../define.js';
import type { RoomContext } from '../room-context.js';
import { RoomLink } from '../room-link.js';
import { themeStyles } from '../theme.styles.js';
import { ActiveRowsController, rowOf } from './active-rows-controller.js';
import { ContentRules } from './content-rules.js';
import { contentStyles } from './content.styles.js';
import { messagesStyles } from './ivs-chat-messages.styles.js';
import { jumpButton, wouldCover } from './jump-button.js';
import type { ListMessage } from './list-message.js';
import { ListSource } from './list-source.js';
import { MessageBodies, type RenderMessage } from './message-body.js';
import { MessageDecorations, type DecorateMessage } from './message-decoration.js';
import { ModerationController } from './moderation-controller.js';
import { moderationDialogStyles } from './moderation-dialog.styles.js';
import { ReadingSignsController } from './reading-signs-controller.js';
import { ReplyQuotes } from './reply-quotes.js';
import { actionOf, rowActions } from './row-actions.js';
import { isField, moveByKey } from './row-keys.js';
import { RowList } from './row-list.js';
import { RowRenderer } from './row-renderer.js';
import { rowToolsStyles } from './row-tools.styles.js';
import { TranscriptView } from './transcript-view.js';

/**
 * The list of messages. Stands in an `<ivs-chat-room>`, names one with `for`, or shows the `messages` that a page sets. It follows the
 * newest message until the reader scrolls up, and then stays where it is. At most 200 rows are drawn while it follows.
 *
 * @tagname ivs-chat-messages
 *
 * @fires {IvsChatBeforeModerateEvent} ivs-chat-before-moderate - A moderator confirmed. The reason may be rewritten; cancel it to do it another way.
 * @fires {IvsChatUserClickEvent} ivs-chat-user-click - An author's name was pressed.
 * @fires {IvsChatLinkClickEvent} ivs-chat-link-click - A link was pressed. Cancel it to open nothing.
 *
 * @slot empty - Shown while there are no messages.
 *
 * @csspart viewport - What scrolls.
 * @csspart list - The rows.
 * @csspart message - One row.
 * @csspart message-own - A row written by this participant.
 * @csspart message-moderator - A row written by a moderator.
 * @csspart message-mention - A row that names this participant.
 * @csspart message-deleted - A row whose message a moderator deleted.
 * @csspart message-pending - An own row that the room has not accepted yet.
 * @csspart message-failed - An own row that the room did not accept.
 * @csspart reply - The line above a message that answers another one. Pressing it goes to that message.
 * @csspart badges - The badges before the author's name.
 * @csspart avatar - The author's picture, or the first letter of the name.
 * @csspart badge - A badge before the author's name.
 * @csspart author - The author's name.
 * @csspart timestamp - The time of day.
 * @csspart content - The text of a message.
 * @csspart mention - The name of this participant in a text.
 * @csspart link - An address in a text.
 * @csspart emote - A picture in a text.
 * @csspart sticker - A picture that is a message.
 * @csspart tombstone - What stands in place of a deleted message.
 * @csspart actions - The tools of a moderator, on the row under the pointer or with the focus.
 * @csspart action - A button in a row.
 * @csspart notice - The line above the first row that tells how many messages are not shown.
 * @csspart jump-button - The button that goes to the newest message.
 * @csspart dialog - The question before a moderator's act.
 *
 * @cssproperty [--ivs-chat-bg=light-dark(#ffffff, #17181c)] - Ground.
 * @cssproperty [--ivs-chat-fg=light-dark(#1a1b20, #e9eaee)] - Text.
 * @cssproperty [--ivs-chat-muted-fg=light-dark(#626672, #9b9faa)] - Times, tombstones and help.
 * @cssproperty [--ivs-chat-border=light-dark(#e2e4ea, #2b2d34)] - Borders of the tools and the dialog.
 * @cssproperty [--ivs-chat-accent=light-dark(#5b45e0, #9585ff)] - What can be pressed, and the focus.
 * @cssproperty [--ivs-chat-accent-fg=light-dark(#ffffff, #14121f)] - What stands on the accent.
 * @cssproperty [--ivs-chat-link=var(--ivs-chat-accent)] - Addresses in a text.
 * @cssproperty [--ivs-chat-danger=light-dark(#c32f3d, #ff7d87)] - Trouble, and what destroys.
 * @cssproperty [--ivs-chat-input-bg=light-dark(#f5f6f9, #1f2126)] - Ground of the reason's box.
 * @cssproperty [--ivs-chat-input-border=light-dark(#8d919d, #6d717c)] - Border of the reason's box.
 * @cssproperty [--ivs-chat-radius=14px] - Radius of the dialog.
 * @cssproperty [--ivs-chat-font=system-ui] - Font family.
 * @cssproperty [--ivs-chat-font-size=14px] - Font size; 13px in a compact room.
 * @cssproperty [--ivs-chat-gap=14px] - Space beside the rows.
 * @cssproperty [--ivs-chat-row-pad=4px] - Space above and below a row; 2px in a compact room.
 * @cssproperty [--ivs-chat-row-hover-bg=light-dark(#f3f4f8, #1f2126)] - Ground of the row under the pointer.
 * @cssproperty [--ivs-chat-mention-bg=light-dark(#fff4d9, #33290f)] - Ground of messages that name this participant.
 * @cssproperty [--ivs-chat-emote-size=24px] - Width and height of emotes, 20px in a compact room. A sticker has four times as much.
 * @cssproperty [--ivs-chat-avatar-size=20px] - Width and height of avatars; 18px in a compact room.
 * @cssproperty [--ivs-chat-own-bg=transparent] - Ground of own messages.
 * @cssproperty [--ivs-chat-jump-bg=var(--ivs-chat-accent)] - Ground of the jump button.
 * @cssproperty [--ivs-chat-name-contrast=0.49] - How far the lightness of adjusted author colours is from the ground's, 0 to 1 (OKLCH).
 *
 * @cssState at-latest - The newest message is in view.
 * @cssState paused - New messages do not move the list: the reader scrolled up, or a moderator points at a row.
 */
export class IvsChatMessages extends LitElement {
  static override readonly styles = [themeStyles, messagesStyles, contentStyles, rowToolsStyles, moderationDialogStyles];
  static override readonly properties: PropertyDeclarations = {
    htmlFor: { attribute: 'for' },
    noTimestamps: { type: Boolean, reflect: true, attribute: 'no-timestamps' },
    avatars: { type: Boolean, reflect: true },
    noBadges: { type: Boolean, reflect: true, attribute: 'no-badges' },
    nameColors: { reflect: true, useDefault: true, attribute: 'name-colors' },
    deleted: { reflect: true, useDefault: true },
    messages: { attribute: false },
    decorateMessage: { attribute: false },
    renderMessage: { attribute: false },
  };

  /** Id of the `<ivs-chat-room>` to show, when the list does not stand inside it. */
  htmlFor = '';

  /** Shows no times. */
  noTimestamps = false;

  /** Shows pictures of the authors: their attribute `avatarUrl`, or the first letter of the name. */
  avatars = false;

  /** Shows no badges. */
  noBadges = false;

  /** Colours of the authors' names: readable on the ground, as the sender has them, or none. */
  nameColors: 'adjusted' | 'raw' | 'off' = 'adjusted';

  /** What is left of a deleted message: a line in its place, or nothing. */
  deleted: 'placeholder' | 'hide' = 'placeholder';

  /**
   * Messages set by hand, oldest first; they win over the room's. A changed message must be another object under the same `key`,
   * or `id` where it has no key. `undefined` goes back to the room.
   */
  messages: readonly ListMessage[] | undefined;

  /**
   * Adds parts, badges or a mark to messages, or hides them. Called once for each message before it is shown, and again when it
   * changed. A decoration with a bad value is ignored.
   */
  decorateMessage: DecorateMessage | undefined;

  /**
   * Draws what a row says: a text, a DOM node, or a template of Lit; `undefined` leaves it to the list. Called once for each row, as a
   * rule, and again when its message changed. Deleted messages never reach it. Where it throws, the list draws the row.
   */
  renderMessage: RenderMessage | undefined;

  readonly #internals = this.attachInternals();
  readonly #link = new RoomLink(this, (room) => this.#onRoom(room), () => this.#view.onArrival());
  readonly #source = new ListSource();
  readonly #view = new TranscriptView(this, this.#source, (rows) => this.#onFlush(rows));
  readonly #signs = new ReadingSignsController(this, (sign, isThere) => this.#view.stick.hold(sign, isThere));
  readonly #active = new ActiveRowsController(this, {
    hasTools: (row) => this.#moderation.toolsFor(this.#view.rows?.messageOf(row)).length > 0,
    redraw: (row) => this.#redrawTools(row),
    onChange: () => this.#onActiveChange(),
  });
  readonly #moderation = new ModerationController(this, this.#source, (row) => this.#active.setDialogRow(row));
  readonly #act = rowActions(this, this.#source, this.#view, this.#moderation);
  readonly #quotes = new ReplyQuotes(this.#source);
  readonly #content = new ContentRules();
  readonly #renderer = new RowRenderer({
    source: this.#source,
    content: this.#content,
    avatars: () => this.avatars,
    tools: (message) => this.#moderation.toolsFor(message),
    isActive: (row) => this.#active.has(row),
    quotes: this.#quotes,
  });
  #isJumpButtonLow = false;

  /** Goes to the newest message and follows it again. */
  scrollToLatest(): void {
    this.#active.clear();
    this.#view.follow();
  }

  /**
   * Brings a message to the middle of the view, marks it for a moment, and stops following the newest.
   *
   * @param id the message's `id`
   * @returns `false` when that message is not here (never was, was trimmed, or is hidden)
   * @throws TypeError when `id` is not a string
   */
  scrollToMessage(id: string): boolean {
    if (typeof id !== 'string') throw new TypeError(`scrollToMessage() takes the id of a message as a string, not ${typeof id}`);
    // What was set just now counts.
    if (this.isConnected && this.isUpdatePending) this.performUpdate();
    return this.#view.goTo(id) !== undefined;
  }

  /** `updateComplete` waits until what was set is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#view.flushes.done;
    return super.getUpdateComplete();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor')) this.#link.update();
    if (changed.has('decorateMessage')) this.#source.decorations = new MessageDecorations(this.decorateMessage);
    if (changed.has('renderMessage')) this.#source.bodies = new MessageBodies(this.renderMessage);
  }

  protected override firstUpdated(): void {
    const viewport = this.#viewport;
    const list = viewport.querySelector<HTMLElement>('.list')!;
    const rows = new RowList(list, { draw: (row, message) => this.#renderer.draw(row, message), onRemove: (row) => this.#onRemoveRow(row) });
    list.addEventListener('error', this.#onBrokenImage, true);
    this.#active.attach(list);
    this.#signs.attach(list);
    this.#view.attach(viewport, list, rows);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isDrawnAnew = changed.has('decorateMessage') || changed.has('renderMessage');
    if (isDrawnAnew || changed.has('avatars')) this.#view.rows?.redraw();
    if (isDrawnAnew || changed.has('messages') || changed.has('deleted')) {
      if (changed.has('messages')) this.#source.setMessages(this.messages);
      // The first ones at once; a page may set others faster than frames come.
      if (this.#view.rows?.size === 0) this.#view.flush();
      else this.#view.flushes.schedule();
    }
    const { isAtEnd, isFollowing } = this.#view.stick;
    setStates(this.#internals, { 'at-latest': isAtEnd, paused: !isFollowing });
  }

  protected override render(): TemplateResult {
    const { room, strings } = this.#source;
    return html`
      <div
        part="viewport"
        class=${room?.density === 'compact' ? 'viewport compact' : 'viewport'}
        role="log"
        aria-live="off"
        aria-label=${strings.messages}
        tabindex="0"
        @keydown=${this.#onKeydown}
        @click=${this.#onClick}
        @auxclick=${this.#onClick}
      >
        <div part="notice" class="notice" role="note" hidden></div>
        <div part="list" class="list" role="list"></div>
      </div>
      <div class="empty" ?hidden=${(this.#view.rows?.size ?? 0) > 0}><slot name="empty">${strings.noMessages}</slot></div>
      ${jumpButton(this.#view, this.#isJumpButtonLow, this.#onJump, strings)} ${this.#moderation.template()}
    `;
  }

  /** From the first rendering on. */
  get #viewport(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.viewport')!;
  }

  #redrawTools(row: HTMLElement): void {
    const message = this.#view.rows?.messageOf(row);
    if (message !== undefined) this.#renderer.draw(row, message, true);
  }

  #onRoom(room: RoomContext | undefined): void {
    const before = this.#source.room;
    this.#source.room = room;
    // Without its room a list keeps its rows until it stands in the document again: it may only be moving.
    if (room === undefined && !this.isConnected) return;
    const mayModerate = room?.capabilities?.some((capability) => capability !== 'SEND_MESSAGE');
    if (room?.user && mayModerate) this.#renderer.learnModerator(room.user);
    if (room?.state === 'connected' && before?.state !== 'connected') this.#content.forgetBroken();
    const isOtherContent = this.#content.update(room, room?.user);
    const isOtherReader = this.#source.bodies.isSet && room?.user !== before?.user;
    if (isOtherContent || isOtherReader || room?.strings !== before?.strings) this.#view.rows?.redraw();
    else if (room?.capabilities !== before?.capabilities) this.#active.redraw();
    this.#view.flushes.schedule();
  }

  #onFlush(rows: RowList): void {
    this.#renderer.markLookAlikes(rows);
    this.#quotes.settle((row) => rows.redrawRow(row));
    this.#moderation.settle();
    this.#signs.settle();
  }

  #onActiveChange(): void {
    const { current } = this.#active;
    const isLow = current !== undefined && wouldCover(current, this.#viewport);
    if (isLow !== this.#isJumpButtonLow) this.requestUpdate();
    this.#isJumpButtonLow = isLow;
    this.#view.stick.hold('row', this.#active.hasAny);
  }

  #onRemoveRow(row: HTMLElement): void {
    const hadFocus = row.contains(this.shadowRoot?.activeElement ?? null);
    this.#active.forget(row);
    this.#quotes.forget(row);
    if (hadFocus) this.#viewport.focus({ preventScroll: true });
  }

  readonly #onJump = (): void => {
    this.scrollToLatest();
    this.#viewport.focus({ preventScroll: true });
  };

  #onKeydown(event: KeyboardEvent): void {
    const { rows } = this.#view;
    if (event.defaultPrevented || isField(event.target) || !rows) return;
    const row = rowOf(event.target);
    if (event.key === 'Delete' && row !== undefined) this.#act('delete-message', row, event);
    else if (moveByKey(event, this.#viewport, rows.elements)) event.preventDefault();
  }

  #onClick(event: Event): void {
    const action = actionOf(event);
    const row = rowOf(event.target);
    if (action && row) this.#act(action, row, event);
  }

  /** Drawn again without it, so that its words are there. */
  readonly #onBrokenImage = ({ target }: Event): void => {
    const row = rowOf(target);
    if (!(target instanceof HTMLImageElement) || row === undefined) return;
    this.#content.addBroken(target.src);
    this.#view.rows?.redrawRow(row);
  };
}

defineElement('ivs-chat-messages', IvsChatMessages);

declare global {
  interface HTMLElementTagNameMap {
    'ivs-chat-messages': IvsChatMessages;
  }
}
