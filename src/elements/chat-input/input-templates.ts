import { html, nothing, type TemplateResult } from 'lit';
import { sendIcon } from '../icons.js';
import type { Strings } from '../strings.js';

/**
 * Without text it only looks unavailable: a truly disabled button would drop the focus after each message.
 * @param isReady whether pressing it would send something
 */
export function sendButton(isReady: boolean, isDisabled: boolean, onClick: (event: MouseEvent) => void, strings: Strings): TemplateResult {
  return html`
    <button
      part="send-button"
      type="button"
      aria-label=${strings.sendMessage}
      title=${strings.sendMessage}
      aria-disabled=${isReady ? nothing : 'true'}
      ?disabled=${isDisabled}
      @mousedown=${keepFocus}
      @click=${onClick}
    >
      ${sendIcon}
    </button>
  `;
}

/** Pressing the button leaves the focus in the box: a phone would take its keyboard away. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** How much may still be written, for the eye. */
export function counter(remaining: number): TemplateResult {
  return html`<span part="counter" class=${remaining < 0 ? 'counter over-limit' : 'counter'} aria-hidden="true"><bdi dir="ltr">${remaining}</bdi></span>`;
}
