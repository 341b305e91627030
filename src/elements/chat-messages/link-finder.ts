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
    const [rest, scheme] = restOf(start);
    rest.lastIndex = index + start.length;
    const found = rest.exec(text);
    if (found === null) continue;
    const written = start + found[0];
    end = index + written.length;
    // The host may go on in a way that browsers read and people do not.
    const address = /[%\\@＠]/.test(text.charAt(end)) ? undefined : linkAddress(written, scheme + written, schemes);
    if (address !== undefined) links.push({ index, ...address });
  }
  return links;
}

/** What follows a start, and the scheme that it goes without. */
function restOf(start: string): [rest: RegExp, scheme: string] {
  if (/^h/i.test(start)) return [behindHttp(), ''];
  if (/^w/i.test(start)) return [behindWww(), 'https://'];
  return [behindMailto(), start === '' ? 'mailto:' : ''];
}
