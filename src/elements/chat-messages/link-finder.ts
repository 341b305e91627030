import { linkAddress, type LinkAddress } from './link-address.js';
import { behindHttp, behindMailto, behindWww } from './link-patterns.js';

export interface FoundLink extends LinkAddress {
  /** Where it begins, in UTF-16 units. */
  readonly index: number;
}

/** Without one of these there is no link, and nothing dearer is asked. */
const HINT = /:\/\/|www\.|mailto:|\w@\w/i;
/**
 * Written directly behind letters of other scripts an address is one too: not every language puts spaces. One in another scheme's
 * coat is not ours, and neither is the end of a longer word.
 */
const START = /(?<![\w@/\\]|(?:script|blob|feed|filesystem|jar|view-source):)(?:https?:|mailto:|(?<!\.)www\.|(?=[\w.+-]{1,64}@))/gi;

/** Most addresses are as plain as this. The pattern for all takes so long to compile that the first link would be felt. */
export const PLAIN = /\/\/(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,10}[a-z]{2,63}(?:\/(?:[\w/=&%#~+]|[.?-](?=\w)){0,999})?(?=[ \n]|$)/iy;

/**
 * Finds addresses that are written out, from their scheme or `www.` on, and mail addresses.
 * @param schemes allowed ones, with their colon
 */
export function findLinks(text: string, schemes: ReadonlySet<string>): readonly FoundLink[] {
  const links: FoundLink[] = [];
  if (!HINT.test(text)) return links;
  let end = 0;
  for (const { 0: start, index } of text.matchAll(START)) {
    if (index < end) continue;
    const [rest, scheme] = restBehind(start, text, index + start.length);
    if (rest === undefined) continue;
    const written = start + rest;
    end = index + written.length;
    // The host may go on in a way that browsers read and people do not.
    const address = /[%\\@＠]/.test(text.charAt(end)) ? undefined : linkAddress(written, scheme + written, schemes);
    if (address !== undefined) links.push({ index, ...address });
  }
  return links;
}

/** What of a text belongs to an address with this start, and the scheme that it goes without. */
function restBehind(start: string, text: string, index: number): [rest: string | undefined, scheme: string] {
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0];
  };
  if (/^h/i.test(start)) return [take(PLAIN) ?? take(behindHttp()), ''];
  if (/^w/i.test(start)) return [take(behindWww()), 'https://'];
  return [take(behindMailto()), start === '' ? 'mailto:' : ''];
}
