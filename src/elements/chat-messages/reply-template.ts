import { html, type TemplateResult } from 'lit';
import type { Strings } from '../strings.js';
import { authorOf } from './author.js';
import { displayText } from './display-text.js';
import type { Quote } from './reply-quotes.js';

/** Longest excerpt, in what a reader takes for one character. */
const MAX_EXCERPT = 80;
/** No excerpt needs more of a text. */
const MAX_READ = 1_000;

/** The line above a message that answers another one. */
export function replyTemplate({ message }: Quote, strings: Strings): TemplateResult {
  if (message === undefined || message.deleted) {
    return html`<span part="reply" class="reply">${message ? strings.messageRemoved : strings.replyToEarlier}</span>`;
  }
  const name = authorOf(message.sender).name || (message.own ? strings.you : strings.somebody);
  return html`<span part="reply" class="reply" role="button" tabindex="-1" data-action="reply"
    ><span class="visually-hidden">${strings.inReplyTo} </span><b><bdi>${name}</bdi></b>: <bdi>${excerptOf(String(message.content))}</bdi></span
  >`;
}

/** The beginning of a text, on one line. */
export function excerptOf(text: string): string {
  const line = displayText(text.slice(0, MAX_READ)).replace(/\s+/gu, ' ').trim();
  if (line.length <= MAX_EXCERPT) return line;
  let excerpt = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (++length > MAX_EXCERPT) return `${excerpt.trimEnd()}…`;
    excerpt += segment;
  }
  return line;
}
