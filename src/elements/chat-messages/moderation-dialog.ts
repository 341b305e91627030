import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ModerationAction } from '../events.js';
import type { Strings } from '../strings.js';
import { displayText } from './display-text.js';
import type { ListMessage } from './list-message.js';

/** Longest reason that the service takes. */
export const MAX_REASON = 256;
/** A press this soon was aimed at what the dialog covers, or at what covered the dialog. */
const CLICK_THROUGH_MS = 300;

/** What a moderator is asked to confirm. */
export interface ModerationRequest {
  readonly action: ModerationAction;
  readonly message: ListMessage;
  /** The author, as the list shows the name. */
  readonly name: string;
}

export interface ModerationDialogOptions {
  readonly onConfirm: (request: ModerationRequest, reason: string | undefined) => void;
  /** The dialog is gone, confirmed or not. */
  readonly onClose: () => void;
}

/** Asks a moderator to confirm, with an optional reason. Its template is part of the element's. */
export class ModerationDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ModerationDialogOptions;
  #request: ModerationRequest | undefined;
  #openedAt = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ModerationDialogOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  open(request: ModerationRequest): void {
    this.#request = request;
    this.#host.requestUpdate();
  }

  /** What is being asked, while the dialog is there. */
  get request(): ModerationRequest | undefined {
    return this.#request;
  }

  /** Takes the question back. */
  close(): void {
    this.#element?.close();
    this.#onClose();
  }

  hostUpdated(): void {
    const dialog = this.#element;
    if (dialog === null || dialog === undefined || dialog.open || !dialog.isConnected) return;
    dialog.showModal();
    this.#openedAt = performance.now();
  }

  hostDisconnected(): void {
    this.#onClose();
  }

  template(strings: Strings): TemplateResult | typeof nothing {
    const request = this.#request;
    if (request === undefined) return nothing;
    const isDelete = request.action === 'delete-message';
    const content = displayText(String(request.message.content));
    return html`
      <dialog part="dialog" aria-labelledby="dialog-title" @close=${this.#onClose} @pointerdown=${this.#onPointerDown}>
        <form method="dialog" @submit=${this.#onSubmit}>
          <h2 id="dialog-title" class="dialog-title">
            <bdi>${isDelete ? strings.deleteMessageTitle : strings.removeUserTitle(`\u2068${request.name}\u2069`)}</bdi>
          </h2>
          ${isDelete
            ? html`<p class="quote"><bdi class="quote-author">${request.name}</bdi>: <span class="content" dir="auto">${content}</span></p>`
            : html`<p class="note">${strings.removeUserNote}</p>`}
          <label class="reason-label" for="reason">${strings.reasonLabel}</label>
          <input id="reason" class="reason-field" maxlength=${MAX_REASON} autocomplete="off" dir="auto" autofocus />
          <div class="dialog-buttons">
            <button type="button" class="button" @click=${this.#close}>${strings.cancel}</button>
            <button type="submit" class="button danger">${isDelete ? strings.confirmDelete : strings.confirmRemove}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  get #element(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('dialog');
  }

  readonly #close = (): void => this.#element?.close();

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const request = this.#request;
    if (request === undefined || performance.now() - this.#openedAt < CLICK_THROUGH_MS) return;
    const reason = this.#element?.querySelector('input')?.value.trim();
    this.close();
    this.#options.onConfirm(request, reason || undefined);
  };

  /** A press beside the dialog closes it. */
  readonly #onPointerDown = (event: Event): void => {
    if (event.target === this.#element) this.#close();
  };

  readonly #onClose = (): void => {
    if (this.#request === undefined) return;
    this.#request = undefined;
    this.#host.requestUpdate();
    this.#options.onClose();
  };
}
