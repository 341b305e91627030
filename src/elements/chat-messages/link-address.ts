/** A link as it is drawn. */
export interface LinkAddress {
  /** What opens. */
  readonly href: string;
  /** What is read: the same address, with the host that opens. */
  readonly shown: string;
  /** How much of the written text it takes, in UTF-16 units; the rest stays text. */
  readonly length: number;
}

const BIDI_CONTROL = /\p{Bidi_Control}/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
const ASCII = /^[!-~]*$/;
const HOST = /^\w+:\/\/([^/?#]*)/;

/** Scripts that one label of a host may be written in, alone or together; others, and other mixtures, fool readers. */
const scripts =
  'Latn Hira|Kana|Hani Hani|Bopo Hani|Hang Cyrl Grek Armn Geor Arab Hebr Thai Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Laoo Khmr Mymr Tibt Ethi';
let label: RegExp | undefined;

/** Made for the first host of other signs: reading so many scripts would delay every page's start. */
function labelPattern(): RegExp {
  return (label ??= new RegExp(`^(?:${scripts.split(' ').map(groupPattern).join('|')})$`, 'u'));
}

function groupPattern(group: string): string {
  return `[${group.replace(/\w+/g, '\\p{scx=$&}').replaceAll('|', '')}\\p{M}\\d-]+`;
}

/**
 * The one rule for what people write as an address. What is shown is what opens: anything that a parser would mend is shown mended,
 * with a host of other signs in its ASCII form. `undefined`: it stays text.
 *
 * @param written as it stands in the message
 * @param address the same with its scheme
 * @param schemes allowed ones, with their colon
 */
export function linkAddress(written: string, address: string, schemes: ReadonlySet<string>): LinkAddress | undefined {
  const cut = address.search(BIDI_CONTROL);
  const whole = cut === -1 ? address : address.slice(0, cut);
  const shown = written.slice(0, written.length - address.length + whole.length);
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  if (url === undefined || !schemes.has(url.protocol)) return undefined;
  const { href, protocol } = url;
  if (protocol === 'mailto:') return ASCII.test(address) && !address.includes('%') ? { href, shown, length: shown.length } : undefined;
  // Of the whole address: what stands behind a control is part of the host that people read.
  const [, host = '@'] = HOST.exec(address) ?? [];
  if (host.includes('@') || INVISIBLE.test(host) || !(ASCII.test(host) || isOfOneScriptEach(host))) return undefined;
  return { href, shown: isSame(whole, href) ? shown : href, length: shown.length };
}

function isOfOneScriptEach(host: string): boolean {
  const labels = host.replace(/:\d*$/, '').split('.');
  return labels.every((one) => labelPattern().test(one));
}

function isSame(address: string, href: string): boolean {
  return !INVISIBLE.test(address) && [address, `${address}/`].some((one) => one === href || one === decoded(href));
}

function decoded(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}
