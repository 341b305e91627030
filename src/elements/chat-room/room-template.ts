import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState } from '../../client/index.js';
import { classNames } from '../class-names.js';
import type { Strings } from '../strings.js';

/** The title bar: the dot's meaning is there in words too. */
export function titleTemplate(label: string, state: ConnectionState, isReconnecting: boolean, strings: Strings): TemplateResult {
  return html`
    <div class="title-bar">
      <span class=${`dot ${state}`}></span>
      <h2 class="title">${label}</h2>
      <span class="visually-hidden">${stateText(state, isReconnecting, strings)}</span>
    </div>
  `;
}

function stateText(state: ConnectionState, isReconnecting: boolean, strings: Strings): string {
  switch (state) {
    case 'connected':
      return strings.stateConnected;
    case 'connecting':
      return isReconnecting ? strings.stateReconnecting : strings.stateConnecting;
    case 'disconnected':
      return strings.stateDisconnected;
  }
}

export interface Notice {
  readonly text: string;
  readonly tone: 'calm' | 'trouble';
  /** It may pass before anybody can read it, so it shows itself late. */
  readonly isEarly?: boolean;
  readonly button?: { readonly text: string; readonly onClick: () => void };
}

/** The line itself is always there: a live region that appears together with its text is not announced. */
export function noticeTemplate(notice: Notice | undefined): TemplateResult {
  const classes = { notice: notice !== undefined, trouble: notice?.tone === 'trouble', early: notice?.isEarly === true };
  return html`
    <div class=${classNames(classes)}>
      <p class="notice-text" role="status">${notice?.text}</p>
      ${notice?.button ? html`<button type="button" @click=${notice.button.onClick}>${notice.button.text}</button>` : nothing}
    </div>
  `;
}
