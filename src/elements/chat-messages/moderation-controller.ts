import { nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { IvsChatBeforeModerateEvent, type ModerationAction } from '../events.js';
import { authorOf } from './author.js';
import type { ListMessage } from './list-message.js';
import type { ListSource } from './list-source.js';
import { MAX_REASON, moderationDialog, type ModerationRequest } from './moderation-dialog.js';

/** A press this soon was aimed at what the dialog covers, or at what covered the dialog. */
const CLICK_THROUGH_MS = 300;

/** From a tool of a row to the room: asks, lets the page object, then acts. */
export class ModerationController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #source: ListSource;
  readonly #onDialog: (row: HTMLElement | undefined) => void;
  /** What is being asked. The dialog is there as long. */
  #request: ModerationRequest | undefined;
  #opener: HTMLElement | null = null;
  #openedAt = 0;

  /** @param onDialog called when a dialog about a row opened, and without one when it closed: then the focus goes back */
  constructor(host: ReactiveControllerHost & HTMLElement, source: ListSource, onDialog: (row: HTMLElement | undefined) => void) {
    this.#host = host;
    this.#source = source;
    this.#onDialog = onDialog;
    host.addController(this);
  }

  /** What this participant may do about a message. The service decides; this only hides what it would refuse. */
  toolsFor(message: ListMessage | undefined): readonly ModerationAction[] {
    const { capabilities = [], user } = this.#source.room ?? {};
    const tools: ModerationAction[] = [];
    if (message === undefined || message.id === '' || (message.status ?? 'sent') !== 'sent') return tools;
    if (capabilities.includes('DELETE_MESSAGE') && !message.deleted) tools.push('delete-message');
    const isSelf = message.own === true || message.sender.userId === user?.userId;
    if (capabilities.includes('DISCONNECT_USER') && !isSelf) tools.push('disconnect-user');
    return tools;
  }

  ask(action: ModerationAction, message: ListMessage, row: HTMLElement): void {
    if (!this.toolsFor(message).includes(action)) return;
    this.#opener = row.querySelector(`[data-action="${action}"]`);
    this.#request = { action, message, name: authorOf(message.sender).name || this.#source.strings.somebody };
    this.#host.requestUpdate();
    this.#onDialog(row);
  }

  /** A message that somebody else has deleted meanwhile is in question no more, and its text goes. */
  settle(): void {
    const request = this.#request;
    if (request?.action === 'delete-message' && this.#source.room?.store.wasDeleted(request.message.id)) this.#close();
  }

  template(): TemplateResult | typeof nothing {
    if (this.#request === undefined) return nothing;
    return moderationDialog(this.#request, { onSubmit: this.#onSubmit, onCancel: this.#close, onClose: this.#onClose }, this.#source.strings);
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog?.isConnected || dialog.open) return;
    dialog.showModal();
    this.#openedAt = performance.now();
  }

  hostDisconnected(): void {
    this.#onClose();
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('dialog');
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const request = this.#request;
    if (request === undefined || performance.now() - this.#openedAt < CLICK_THROUGH_MS) return;
    const reason = this.#dialog?.querySelector('input')?.value.trim();
    this.#close();
    this.#act(request, reason || undefined);
  };

  #act({ action, message }: ModerationRequest, reason: string | undefined): void {
    const subject = action === 'delete-message' ? { message } : { user: message.sender };
    const event = new IvsChatBeforeModerateEvent({ action, ...subject, reason });
    this.#host.dispatchEvent(event);
    const { room } = this.#source;
    if (event.defaultPrevented || room === undefined) return;
    const why = String(event.detail.reason ?? '').trim().slice(0, MAX_REASON) || undefined;
    const done = action === 'delete-message' ? room.deleteMessage(message.id, why) : room.disconnectUser(message.sender.userId, why);
    // The room has told the moderator what went wrong.
    done.catch(() => {});
  }

  readonly #close = (): void => {
    this.#dialog?.close();
    this.#onClose();
  };

  /** Called for each close, also for the one that the browser tells of later. */
  readonly #onClose = (): void => {
    if (this.#request === undefined) return;
    this.#request = undefined;
    this.#host.requestUpdate();
    // Only then may the row lose its tools, one of which has the focus.
    const opener = this.#opener?.isConnected ? this.#opener : this.#host.shadowRoot?.querySelector<HTMLElement>('.viewport');
    this.#opener = null;
    opener?.focus({ preventScroll: true });
    this.#onDialog(undefined);
  };
}
