import { html, nothing, type TemplateResult } from 'lit';
import { describeRequestError } from '../error-text.js';
import type { ModerationAction } from '../events.js';
import type { Strings } from '../strings.js';
import { isTakenOver } from '../taken-over.js';
import type { AuthorView } from './author.js';
import type { ContentRules } from './content-rules.js';
import { avatarTemplate, firstLetter, imageTemplate, pictureTemplate, textTemplate } from './content-template.js';
import { displayText } from './display-text.js';
import { alertIcon, badgeIcons, clockIcon, removeUserIcon, trashIcon } from '../icons.js';
import type { ListMessage } from './list-message.js';
import type { MessageDecoration } from './message-decoration.js';
import type { Quote } from './reply-quotes.js';
import { replyTemplate } from './reply-template.js';
import { timeText } from './time-text.js';

/** What a row shows beside its message. */
export interface RowView {
  readonly strings: Strings;
  /** The moderator that an author could be taken for. */
  readonly lookedLike: (userId: string, name: string) => string | undefined;
  /** What this participant may do about a message. */
  readonly tools: (message: ListMessage) => readonly ModerationAction[];
  /** The pointer or the focus is on this row: its tools are drawn. */
  readonly isActive: boolean;
  /** The message that this one answers. */
  readonly quote: Quote | undefined;
  /** What its text and its pictures may be. */
  readonly content: ContentRules;
  readonly avatars: boolean;
}

/** What a press on a part of a row does. */
export type RowAction = ModerationAction | 'user' | 'link' | 'reply' | 'retry' | 'discard';

/** The parts of a row's own element. */
export function rowParts(message: ListMessage, author: AuthorView, content: ContentRules, decoration: MessageDecoration): string {
  let parts = ['message', ...(decoration.parts ?? [])].join(' ');
  if (message.deleted) return `${parts} message-deleted`;
  if (message.own) parts += ' message-own';
  if (message.status === 'pending' || message.status === 'failed') parts += ` message-${message.status}`;
  if (author.isModerator) parts += ' message-moderator';
  if (decoration.mention ?? content.isMention(message)) parts += ' message-mention';
  return parts;
}

/** One row. Everything that came from people is a text, in an element that keeps its direction to itself. */
export function messageTemplate(message: ListMessage, author: AuthorView, view: RowView): TemplateResult {
  const { strings, content } = view;
  const [time, date] = timeOf(message);
  if (message.deleted) {
    const { reason } = message.deleted;
    return html`<time part="timestamp" class="time" datetime=${date} .textContent=${time}></time> ${tombstoneTemplate(reason, strings)}${toolsOf(message, view)}`;
  }
  const key = message.attributes?.['sticker'];
  const sticker = key === undefined ? undefined : content.emote(String(key));
  const name = author.name || (message.own ? strings.you : strings.somebody);
  const moderator = author.isModerator ? undefined : view.lookedLike(message.sender.userId, author.name);
  // As few templates and places for them as most rows need: each one costs a tenth more.
  return html`${view.quote ? replyTemplate(view.quote, strings) : nothing}<time part="timestamp" class="time" datetime=${date} .textContent=${time}></time
    > ${signsTemplate(author, name, view)}<bdi
      part="author"
      class=${author.hasOwnColor ? 'author chosen' : 'author'}
      role="button"
      tabindex="-1"
      data-action="user"
      .textContent=${name}
    ></bdi>${moderator === undefined ? nothing : lookAlikeTemplate(strings.looksLike(moderator))}: <span part="content" class="content" dir="auto"
      >${textTemplate(message, content, sticker)}</span
    >${sticker === undefined ? nothing : pictureTemplate('sticker', sticker, content)}${statusTemplate(message, strings)}${toolsOf(message, view)}`;
}

/** One row that the page draws. Its state and its tools stay ours. */
export function customTemplate(body: Node, message: ListMessage, view: RowView): TemplateResult {
  return html`${body}${statusTemplate(message, view.strings)}${toolsOf(message, view)}`;
}

/** As it is read, and as machines read it. Without one the element stays empty, which takes no place. */
function timeOf({ sendTime }: ListMessage): [text: string, date: string | typeof nothing] {
  const text = sendTime instanceof Date ? timeText(sendTime) : '';
  return [text, text === '' ? nothing : sendTime.toISOString()];
}

/** What stands before a name: few rows have any. */
function signsTemplate(author: AuthorView, name: string, view: RowView): TemplateResult | typeof nothing {
  const { badges } = author;
  const signs = badges.length > 0 ? html`<span part="badges" class="badges">${badges.map((badge) => badgeTemplate(badge, view))}</span>` : nothing;
  return view.avatars ? html`${avatarTemplate(author, name, view.content)}${signs}` : signs;
}

function badgeTemplate(badge: string, { strings, content }: RowView): TemplateResult {
  const icon = badgeIcons.get(badge);
  const own = content.badge(badge);
  const label = own?.label ?? strings.badge(badge);
  const address = content.image(own?.url);
  if (address !== undefined) return html`${imageTemplate('badge', address, label)} `;
  return html`<span part="badge" class=${icon ? `badge ${badge}` : 'badge'} role="img" aria-label=${label} title=${label}
      >${icon ?? firstLetter(badge)}</span
    > `;
}

function lookAlikeTemplate(label: string): TemplateResult {
  return html` <span class="look-alike" role="img" aria-label=${label} title=${label}>${alertIcon}</span>`;
}

function statusTemplate(message: ListMessage, strings: Strings): TemplateResult | typeof nothing {
  if (message.status === 'pending') {
    return html` <span class="sending" role="img" aria-label=${strings.sending} title=${strings.sending}>${clockIcon}</span>`;
  }
  if (message.status !== 'failed') return nothing;
  // A page that takes over the notice still needs its reader's choice.
  const reason = isTakenOver(message.error) ? nothing : strings.notSent(describeRequestError(message.error, 'send', strings));
  return html`<div class="trouble">
    ${alertIcon} <span class="reason">${reason}</span>
    <span class="choices"
      ><button part="action" type="button" class="text-button" data-action="retry">${strings.retry}</button
      ><button part="action" type="button" class="text-button" data-action="discard">${strings.discard}</button></span
    >
  </div>`;
}

function tombstoneTemplate(reason: string | undefined, strings: Strings): TemplateResult {
  const shown = displayText(reason ?? '').trim();
  return html`<span part="tombstone" class="tombstone"
    >${shown === '' ? strings.messageRemoved : html`${strings.messageRemovedBecause} <bdi>${shown}</bdi>`}</span
  >`;
}

function toolsOf(message: ListMessage, view: RowView): TemplateResult | typeof nothing {
  const { strings } = view;
  const tools = view.isActive ? view.tools(message) : [];
  if (tools.length === 0) return nothing;
  return html`<span part="actions" class="tools" role="group" aria-label=${strings.tools}>${tools.map((tool) => toolTemplate(tool, strings))}</span>`;
}

function toolTemplate(tool: ModerationAction, strings: Strings): TemplateResult {
  const isDelete = tool === 'delete-message';
  const label = isDelete ? strings.deleteMessage : strings.removeUser;
  return html`<button part="action" type="button" class=${isDelete ? 'tool' : 'tool danger'} data-action=${tool} aria-label=${label} title=${label}
    >${isDelete ? trashIcon : removeUserIcon}<span class="tool-label">${label}</span></button
  >`;
}
