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

export interface Foot {
  /** Why nobody can write, which an empty box says itself. */
  readonly help: string;
  readonly isHelpInBox: boolean;
  readonly problem: string | undefined;
  /** Absent while the counter is not shown. */
  readonly remaining: number | undefined;
  /** The counter, as a screen reader hears it. */
  readonly announcement: string;
}

/** The line under the box. Its live regions stay, empty or not, or their first words would not be heard. */
export function foot({ help, isHelpInBox, problem, remaining, announcement }: Foot): TemplateResult {
  return html`
    <div class="foot">
      <p id="help" class=${isHelpInBox ? 'visually-hidden' : ''}>${help}</p>
      <p id="error" part="error" class="error" role="status">${problem}</p>
      ${remaining === undefined ? nothing : counter(remaining)}
    </div>
    <span id="left" class="visually-hidden" role="status">${announcement}</span>
  `;
}

function counter(remaining: number): TemplateResult {
  return html`<span part="counter" class=${remaining < 0 ? 'counter over-limit' : 'counter'} aria-hidden="true"><bdi dir="ltr">${remaining}</bdi></span>`;
}
