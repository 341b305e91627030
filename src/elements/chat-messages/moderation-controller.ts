import type { ReactiveControllerHost, TemplateResult, nothing } from 'lit';
import { IvsChatBeforeModerateEvent, type ModerationAction } from '../events.js';
import type { RoomContext } from '../room-context.js';
import type { Strings } from '../strings.js';
import { authorOf } from './author.js';
import type { ListMessage } from './list-message.js';
import { ModerationDialog, type ModerationRequest } from './moderation-dialog.js';

/** Longest reason that the service takes. */
const MAX_REASON = 256;

export interface ModerationOptions {
  readonly room: () => RoomContext | undefined;
  /** A dialog about this row opened, or closed again: then the focus goes back. */
  readonly onDialog: (row: HTMLElement | undefined) => void;
}

/** From a tool of a row to the room: asks, lets the page object, then acts. */
export class ModerationController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ModerationOptions;
  readonly #dialog: ModerationDialog;
  #opener: { readonly row: HTMLElement; readonly control: HTMLElement | null } | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ModerationOptions) {
    this.#host = host;
    this.#options = options;
    this.#dialog = new ModerationDialog(host, {
      onConfirm: (request, reason) => this.#act(request, reason),
      onClose: () => this.#onClose(),
    });
  }

  /** What this participant may do about a message. The service decides; this only hides what it would refuse. */
  toolsFor(message: ListMessage | undefined): readonly ModerationAction[] {
    const { capabilities = [], user } = this.#options.room() ?? {};
    const tools: ModerationAction[] = [];
    if (message === undefined || message.id === '' || (message.status ?? 'sent') !== 'sent') return tools;
    if (capabilities.includes('DELETE_MESSAGE') && !message.deleted) tools.push('delete-message');
    const isSelf = message.own === true || message.sender.userId === user?.userId;
    if (capabilities.includes('DISCONNECT_USER') && !isSelf) tools.push('disconnect-user');
    return tools;
  }

  ask(action: ModerationAction, message: ListMessage, row: HTMLElement, strings: Strings): void {
    if (!this.toolsFor(message).includes(action)) return;
    const control = row.querySelector<HTMLElement>(`[data-action="${action}"]`);
    this.#opener = { row, control };
    this.#dialog.open({ action, message, name: authorOf(message.sender).name || strings.somebody });
    this.#options.onDialog(row);
  }

  /** A message that somebody else has deleted meanwhile is in question no more, and its text goes. */
  settle(): void {
    const { request } = this.#dialog;
    const store = this.#options.room()?.store;
    if (request?.action === 'delete-message' && store?.wasDeleted(request.message.id)) this.#dialog.close();
  }

  template(strings: Strings): TemplateResult | typeof nothing {
    return this.#dialog.template(strings);
  }

  #act({ action, message }: ModerationRequest, reason: string | undefined): void {
    const subject = action === 'delete-message' ? { message } : { user: message.sender };
    const event = new IvsChatBeforeModerateEvent({ action, ...subject, reason });
    this.#host.dispatchEvent(event);
    const room = this.#options.room();
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
    this.#options.onDialog(undefined);
  }
}
