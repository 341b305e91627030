import { tameText, withoutBidiControls } from './display-text.js';
import { findLinks, type FoundLink } from './link-finder.js';

/** Pieces of one message up to which codes become pictures. */
const MAX_RUNS = 100;

/** A picture that may be asked for, and the words that stand for it. */
export interface Picture {
  /** Absolute. */
  readonly url: string;
  readonly alt: string;
}

/** A piece of a message: plain text, or something that is drawn in its own way. */
export type TextRun = string | FoundLink | Picture | { readonly mention: string };

export interface TextRules {
  /** Allowed schemes of links, with their colon. */
  readonly schemes: ReadonlySet<string>;
  /** Finds mentions of this participant. */
  readonly mention: RegExp | undefined;
  readonly emote: (code: string) => Picture | undefined;
}

/** The text of a message in pieces, in its order, fit to be drawn. */
export function parseText(text: string, rules: TextRules): readonly TextRun[] {
  const tame = tameText(text);
  const runs: TextRun[] = [];
  let end = 0;
  for (const link of findLinks(tame, rules.schemes)) {
    addText(runs, tame.slice(end, link.index), rules);
    runs.push(link);
    end = link.index + link.length;
  }
  addText(runs, tame.slice(end), rules);
  return runs;
}

function addText(runs: TextRun[], raw: string, { mention, emote }: TextRules): void {
  const text = withoutBidiControls(raw);
  let end = 0;
  for (const { 0: found, index } of mention ? text.matchAll(mention) : []) {
    addEmotes(runs, text.slice(end, index), emote);
    runs.push({ mention: found });
    end = index + found.length;
  }
  addEmotes(runs, text.slice(end), emote);
}

function addEmotes(runs: TextRun[], text: string, emote: TextRules['emote']): void {
  let end = 0;
  let open = text.indexOf(':');
  while (open !== -1 && runs.length < MAX_RUNS) {
    const close = text.indexOf(':', open + 1);
    if (close === -1) break;
    const picture = emote(text.slice(open + 1, close));
    if (picture === undefined) {
      open = close;
      continue;
    }
    if (open > end) runs.push(text.slice(end, open));
    runs.push(picture);
    end = close + 1;
    open = text.indexOf(':', end);
  }
  if (end < text.length) runs.push(text.slice(end));
}
