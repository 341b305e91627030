import { html, type TemplateResult } from 'lit';
import type { ModerationAction } from '../events.js';
import type { Strings } from '../strings.js';
import { displayText } from './display-text.js';
import type { ListMessage } from './list-message.js';

/** Longest reason that the service takes. */
export const MAX_REASON = 256;

/** What a moderator is asked to confirm. */
export interface ModerationRequest {
  readonly action: ModerationAction;
  readonly message: ListMessage;
  /** The author, as the list shows the name. */
  readonly name: string;
}

export interface ModerationDialogHandlers {
  /** Confirmed. */
  readonly onSubmit: (event: Event) => void;
  /** Not confirmed. */
  readonly onCancel: () => void;
  /** The dialog is closed, by whatever. */
  readonly onClose: () => void;
}

/**
 * Asks a moderator to confirm, with an optional reason. Enter in the reason presses the button too. The form is never submitted: a
 * sandboxed frame may do no such thing, and fires no event for it.
 */
export function moderationDialog({ action, message, name }: ModerationRequest, handlers: ModerationDialogHandlers, strings: Strings): TemplateResult {
  const { onSubmit, onCancel, onClose } = handlers;
  const isDelete = action === 'delete-message';
  // A press beside the dialog closes it.
  const onPointerDown = (event: Event): void => {
    if (event.target === event.currentTarget) onCancel();
  };
  return html`
    <dialog part="dialog" aria-labelledby="dialog-title" @close=${onClose} @pointerdown=${onPointerDown}>
      <form method="dialog">
        <h2 id="dialog-title" class="dialog-title">
          <bdi>${isDelete ? strings.deleteMessageTitle : strings.removeUserTitle(`\u2068${name}\u2069`)}</bdi>
        </h2>
        ${isDelete
          ? html`<p class="quote"><bdi class="quote-author">${name}</bdi>: <span class="content" dir="auto">${displayText(String(message.content))}</span></p>`
          : html`<p class="note">${strings.removeUserNote}</p>`}
        <label class="reason-label" for="reason">${strings.reasonLabel}</label>
        <input id="reason" class="reason-field" maxlength=${MAX_REASON} autocomplete="off" dir="auto" autofocus />
        <div class="dialog-buttons">
          <button type="button" class="button" @click=${onCancel}>${strings.cancel}</button>
          <button type="submit" class="button danger" @click=${onSubmit}>${isDelete ? strings.confirmDelete : strings.confirmRemove}</button>
        </div>
      </form>
    </dialog>
  `;
}
