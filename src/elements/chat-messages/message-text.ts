import type { ChatEmote } from '../content-settings.js';
import { tameText, withoutBidiControls } from './display-text.js';
import type { FoundLink, LinkFinder } from './link-finder.js';

/** Pictures in one message; further codes stay text. */
const MAX_EMOTES = 50;

/** A piece of a message: plain text, or something that is drawn in its own way. */
export type TextRun =
  | string
  | { readonly kind: 'link'; readonly link: FoundLink }
  | { readonly kind: 'mention'; readonly text: string }
  | { readonly kind: 'emote'; readonly emote: Required<ChatEmote> };

export interface TextRules {
  readonly links: LinkFinder;
  /** Finds mentions of this participant. */
  readonly mention: RegExp | undefined;
  readonly emotes: ReadonlyMap<string, Required<ChatEmote>>;
}

/** The text of a message in pieces, in its order, fit to be drawn. */
export function parseText(text: string, rules: TextRules): readonly TextRun[] {
  const tame = tameText(text);
  const runs: TextRun[] = [];
  let end = 0;
  for (const link of rules.links.find(tame)) {
    addText(runs, tame.slice(end, link.index), rules);
    runs.push({ kind: 'link', link });
    end = link.index + link.length;
  }
  addText(runs, tame.slice(end), rules);
  return runs;
}

function addText(runs: TextRun[], raw: string, { mention, emotes }: TextRules): void {
  const text = withoutBidiControls(raw);
  let end = 0;
  if (mention !== undefined) {
    for (const { 0: found, index } of text.matchAll(mention)) {
      addEmotes(runs, text.slice(end, index), emotes);
      runs.push({ kind: 'mention', text: found });
      end = index + found.length;
    }
  }
  addEmotes(runs, text.slice(end), emotes);
}

function addEmotes(runs: TextRun[], text: string, emotes: TextRules['emotes']): void {
  let left = MAX_EMOTES - runs.filter((run) => typeof run !== 'string' && run.kind === 'emote').length;
  let end = 0;
  let open = emotes.size === 0 ? -1 : text.indexOf(':');
  while (open !== -1 && left > 0) {
    const close = text.indexOf(':', open + 1);
    if (close === -1) break;
    const emote = emotes.get(text.slice(open + 1, close));
    if (emote === undefined) {
      open = close;
      continue;
    }
    if (open > end) runs.push(text.slice(end, open));
    runs.push({ kind: 'emote', emote });
    left--;
    end = close + 1;
    open = text.indexOf(':', end);
  }
  if (end < text.length) runs.push(text.slice(end));
}
