import type { ReactiveControllerHost, TemplateResult, nothing } from 'lit';
import { IvsChatBeforeModerateEvent, type ModerationAction } from '../events.js';
import { authorOf } from './author.js';
import type { ListMessage } from './list-message.js';
import type { ListSource } from './list-source.js';
import { MAX_REASON, ModerationDialog, type ModerationRequest } from './moderation-dialog.js';

/** From a tool of a row to the room: asks, lets the page object, then acts. */
export class ModerationController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #source: ListSource;
  readonly #onDialog: (row: HTMLElement | undefined) => void;
  readonly #dialog: ModerationDialog;
  #opener: { readonly row: HTMLElement; readonly control: HTMLElement | null } | undefined;

  /** @param onDialog called when a dialog about a row opened, and without one when it closed: then the focus goes back */
  constructor(host: ReactiveControllerHost & HTMLElement, source: ListSource, onDialog: (row: HTMLElement | undefined) => void) {
    this.#host = host;
    this.#source = source;
    this.#onDialog = onDialog;
    this.#dialog = new ModerationDialog(host, {
      onConfirm: (request, reason) => this.#act(request, reason),
      onClose: () => this.#onClose(),
    });
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
    const control = row.querySelector<HTMLElement>(`[data-action="${action}"]`);
    this.#opener = { row, control };
    this.#dialog.open({ action, message, name: authorOf(message.sender).name || this.#source.strings.somebody });
    this.#onDialog(row);
  }

  /** A message that somebody else has deleted meanwhile is in question no more, and its text goes. */
  settle(): void {
    const { request } = this.#dialog;
    const store = this.#source.room?.store;
    if (request?.action === 'delete-message' && store?.wasDeleted(request.message.id)) this.#dialog.close();
  }

  template(): TemplateResult | typeof nothing {
    return this.#dialog.template(this.#source.strings);
  }

  #act({ action, message }: ModerationRequest, reason: string | undefined): void {
    const subject = action === 'delete-message' ? { message } : { user: message.sender };
    const event = new IvsChatBeforeModerateEvent({ action, ...subject, reason });
    this.#host.dispatchEvent(event);
    const { room } = this.#source;
    if (event.defaultPrevented || room === undefined) return;
    const why = event.detail.reason?.trim().slice(0, MAX_REASON) || undefined;
    const done = action === 'delete-message' ? room.deleteMessage(message.id, why) : room.disconnectUser(message.sender.userId, why);
    // The room has told the moderator what went wrong.
    done.catch(() => {});
  }

  #onClose(): void {
    const opener = this.#opener;
    this.#opener = undefined;
    // Only then may the row lose its tools, one of which has the focus.
    if (opener?.control?.isConnected) opener.control.focus({ preventScroll: true });
    else this.#host.shadowRoot?.querySelector<HTMLElement>('.viewport')?.focus({ preventScroll: true });
    this.#onDialog(undefined);
  }
}
