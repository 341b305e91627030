import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../strings.js';
import { downIcon } from '../icons.js';
import type { TranscriptView } from './transcript-view.js';

/** How far below the upper edge of the list a row is covered by the button there. */
const COVERED_PX = 64;

/**
 * Goes to the newest message, wherever that is out of view or not read yet. A list that is held at its end has it at the upper edge,
 * so that the last rows can be read; `isLow`: not there either, where somebody is busy.
 */
export function jumpButton({ newCount, stick }: TranscriptView, isLow: boolean, onClick: () => void, strings: Strings): TemplateResult | typeof nothing {
  const { isAtEnd } = stick;
  if (isAtEnd && newCount === 0) return nothing;
  return html`<div class=${isAtEnd && !isLow ? 'jump high' : 'jump'}>
    <button part="jump-button" type="button" class="jump-button" @click=${onClick}>
      ${downIcon}<span>${newCount > 0 ? strings.newMessages(newCount) : strings.jumpToLatest}</span>
    </button>
  </div>`;
}

export function wouldCover(row: HTMLElement, viewport: HTMLElement): boolean {
  return row.getBoundingClientRect().top < viewport.getBoundingClientRect().top + COVERED_PX;
}
