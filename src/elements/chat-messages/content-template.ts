import { html, nothing, type TemplateResult } from 'lit';
import type { AuthorView } from './author.js';
import type { ContentRules } from './content-rules.js';
import type { ListMessage } from './list-message.js';
import type { Picture, TextRun } from './message-text.js';

type Drawn = TemplateResult | string;

/** The text of a message. What its sticker says is not said twice. */
export function textTemplate(message: ListMessage, rules: ContentRules, sticker: Picture | undefined): Drawn | readonly Drawn[] | typeof nothing {
  if (sticker && message.content.trim() === `:${message.attributes?.['sticker']}:`) return nothing;
  const drawn = rules.runsOf(message).map((run) => (typeof run === 'string' ? run : runTemplate(run, rules)));
  // Most are nothing but text: alone it needs no comments around it.
  return drawn.length === 1 ? drawn[0]! : drawn;
}

function runTemplate(run: Exclude<TextRun, string>, rules: ContentRules): Drawn {
  if ('mention' in run) return html`<bdi part="mention" class="mention">${run.mention}</bdi>`;
  if ('url' in run) return pictureTemplate('emote', run, rules);
  return html`<a
    part="link"
    class="link"
    href=${run.href}
    dir="ltr"
    target="_blank"
    rel="noopener noreferrer nofollow ugc"
    referrerpolicy="no-referrer"
    tabindex="-1"
    data-action="link"
    >${run.shown}</a
  >`;
}

export function pictureTemplate(part: 'emote' | 'sticker', { url, alt }: Picture, rules: ContentRules): Drawn {
  return rules.isBroken(url) ? alt : imageTemplate(part, url, alt);
}

/** Its first letter stands in for a picture that there is not. The name beside it says who it is. */
export function avatarTemplate(author: AuthorView, name: string, rules: ContentRules): TemplateResult {
  const address = rules.image(author.avatarUrl);
  if (address !== undefined) return html`${imageTemplate('avatar', address, '')} `;
  return html`<span part="avatar" class="avatar" aria-hidden="true">${firstLetter(name)}</span> `;
}

/** With its marks and the colour of its skin, or both halves of a flag. */
export function firstLetter(name: string): string {
  return (/^(?:[\u{1F1E6}-\u{1F1FF}]{2}|.[\p{M}\u{1F3FB}-\u{1F3FF}]*)/u.exec(name)?.[0] ?? '').toUpperCase();
}

/** The address is set last, when everything that guards it is there. */
export function imageTemplate(part: string, address: string, alt: string): TemplateResult {
  return html`<img
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    part=${part}
    class=${part}
    alt=${alt}
    title=${alt || nothing}
    src=${address}
  />`;
}
