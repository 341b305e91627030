/**
 * Text of strangers, made fit to stand beside the text of others. What a reader can see stays as it was written; what only
 * disturbs the neighbours is taken away. Every expression here runs in linear time.
 */

/** Longest text that is drawn, in Unicode code points; the service allows 500. */
const MAX_CODE_POINTS = 1_000;
/** Line breaks that are drawn; later ones become spaces. */
const MAX_LINE_BREAKS = 8;

/** Nothing in it can disturb or deceive: it is ASCII without controls. */
export const PLAIN = /^[ -~]*$/;
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** Embeddings, overrides and isolates: an unpaired one would reach beyond its message. The direction itself comes from `dir="auto"`. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
const MARKS_AFTER_THE_EIGHTH = /(\p{M}{8})\p{M}+/gu;
/** A longer chain than any emoji has is drawn as one glyph that no line can break. */
const LONG_EMOJI_CHAINS = /(?:\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?\u200D){10,}/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;
const LINE_BREAKS = /[\t-\r\u0085\u2028\u2029]/gu;
const SPACES = /\s+/gu;

/** The text of a message or a reason. */
export function displayText(text: string): string {
  return withoutBidiControls(tameText(text));
}

export function withoutBidiControls(text: string): string {
  const rest = text.replace(BIDI_CONTROLS, '');
  // They may have stood between the marks.
  return rest === text ? text : capped(rest);
}

/** The same with its direction controls: whoever looks for addresses has to see where one would bend. */
export function tameText(text: string): string {
  if (text.length <= MAX_CODE_POINTS && PLAIN.test(text)) return text;
  const tame = cut(text, MAX_CODE_POINTS)
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(CONTROLS, '');
  let breaks = 0;
  return capped(tame).replace(/\n/gu, () => (++breaks > MAX_LINE_BREAKS ? ' ' : '\n'));
}

function capped(text: string): string {
  return text.replace(MARKS_AFTER_THE_EIGHTH, '$1').replace(LONG_EMOJI_CHAINS, (chain) => chain.replaceAll('\u200D', ''));
}

/** A name on one line, of at most `maxCodePoints`: trimmed, spaces collapsed, without characters that cannot be seen. */
export function displayName(text: string, maxCodePoints: number): string {
  if (text.length <= maxCodePoints && PLAIN.test(text)) return text.replace(SPACES, ' ').trim();
  // The invisible characters go first, or they would use up the length; so much of them that this matters is an attack.
  const visible = cut(text, maxCodePoints * 16)
    .replace(LINE_BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(MARKS_AFTER_THE_EIGHTH, '$1')
    .trim();
  return cut(visible, maxCodePoints);
}

/** Cuts between code points, and before the marks of a base whose marks are cut off. Looks at no more than it keeps. */
function cut(text: string, maxCodePoints: number): string {
  if (text.length <= maxCodePoints) return text;
  let units = 0;
  for (let count = 0; count < maxCodePoints && units < text.length; count++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units >= text.length ? text : `${text.slice(0, units)}…`;
}
