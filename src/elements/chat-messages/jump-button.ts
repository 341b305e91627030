import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../strings.js';
import { downIcon } from './icons.js';
import type { TranscriptView } from './transcript-view.js';

/** How far above the end of the list a row is covered by the button. */
const COVERED_PX = 64;

/** Goes to the newest message, wherever that is out of view or not read yet. With `isHigh` it makes way for a row at the end. */
export function jumpButton({ newCount, stick }: TranscriptView, isHigh: boolean, onClick: () => void, strings: Strings): TemplateResult | typeof nothing {
  const { isAtEnd } = stick;
  if (isAtEnd && newCount === 0) return nothing;
  return html`<div class=${isHigh && isAtEnd ? 'jump high' : 'jump'}>
    <button part="jump-button" type="button" class="jump-button" @click=${onClick}>
      ${downIcon}<span>${newCount > 0 ? strings.newMessages(newCount) : strings.jumpToLatest}</span>
    </button>
  </div>`;
}

export function wouldCover(row: HTMLElement, viewport: HTMLElement): boolean {
  return row.getBoundingClientRect().bottom > viewport.getBoundingClientRect().bottom - COVERED_PX;
}
