import { html, nothing, type TemplateResult } from 'lit';
import type { WriteBlock } from '../room-context.js';
import type { Strings } from '../strings.js';
import type { Notice } from './connection-notice.js';
import type { OwnPiecesController } from './own-pieces-controller.js';

/** Every part of the pieces, for the page to style; one of the input's has the name of one of the room's. */
const listParts =
  'viewport, list, message, message-own, message-moderator, message-deleted, message-pending, message-failed, ' +
  'message-mention, reply, avatar, badges, badge, author, timestamp, content, mention, link, emote, sticker, tombstone, notice, actions, action, ' +
  'jump-button, dialog';
const inputParts = 'base: input-base, textarea, send-button, counter, error';

/** One line of the banner. It is always there: a live region that appears together with its text is not announced. */
export function noticeTemplate(notice: Notice | undefined, onClick: () => void, strings: Strings): TemplateResult {
  return html`
    <div class=${notice ? `notice ${notice.tone ?? 'trouble'}` : ''}>
      <p class="notice-text" role="status">${notice?.text}</p>
      ${notice?.action ? html`<button type="button" @click=${onClick}>${strings[notice.action]}</button>` : nothing}
    </div>
  `;
}

/** The room's own list, where the page placed none. */
export function listTemplate({ needsList }: OwnPiecesController, strings: Strings): TemplateResult | typeof nothing {
  if (!needsList) return nothing;
  return html`<ivs-chat-messages exportparts=${listParts}><slot name="empty" slot="empty">${strings.noMessages}</slot></ivs-chat-messages>`;
}

/** The room's own input stays while it is hidden. A draft stays in view, unless the page itself closed the input. */
export function footerTemplate(
  pieces: OwnPiecesController,
  writeBlock: WriteBlock | undefined,
  needsSignIn: boolean,
  strings: Strings,
): TemplateResult {
  const sentence = needsSignIn ? strings.signIn : writeBlock === 'no-capability' ? strings.mayNotWrite : undefined;
  const isClosed = writeBlock !== undefined && writeBlock !== 'disconnected';
  const isHidden = isClosed && (writeBlock === 'readonly' || !pieces.hasDraft);
  return html`
    <div class=${sentence === undefined ? '' : 'note'}>
      <p role="status">${sentence}</p>
      ${needsSignIn ? html`<slot name="sign-in"></slot>` : nothing}
    </div>
    ${pieces.needsInput ? html`<div class="composer" ?hidden=${isHidden}><ivs-chat-input exportparts=${inputParts}></ivs-chat-input></div>` : nothing}
  `;
}
