// Writes out the patterns that linkify-it puts together, for the built files: the builder and its tables of characters stay outside.
import { REBuilder } from 'linkify-it';

/** The browser's own tables of white space, punctuation and control characters, instead of uc.micro's. */
const properties = {
  src_Any: '[^]',
  src_Z: '\\p{Z}',
  src_P: '\\p{P}',
  src_Cc: '\\p{Cc}',
  src_ZPCc: '[\\p{Z}\\p{P}\\p{Cc}]',
  src_ZCc: '[\\p{Z}\\p{Cc}]',
};

/** Forms that take the same and are compiled in half the time: the first message with a link waits for that. */
const builder = Object.assign(new REBuilder({ urlAuth: true }), properties, {
  get_pseudo_letter: () => new RegExp('[^><\\uff5c\\p{Z}\\p{P}\\p{Cc}]'),

  get_domain() {
    const letter = builder.get_pseudo_letter().source;
    return new RegExp(`(?:${builder.get_xn().source}|${letter}(?:(?:-|${letter}){0,61}${letter})?)`);
  },

  /** Eight groups, or at most seven and `::` among them; an IPv4 address at the end stands for two. RFC 3986 lists nine cases. */
  get_ipv6_addr() {
    const hex = '[0-9A-Fa-f]';
    const group = `${hex}{1,4}`;
    const ipv4 = builder.get_ipv4_addr().source;
    const tooMany = `:*(?:${hex}+:+){6}${hex}+(?:[.]|:+${hex})`;
    return new RegExp(`(?:(?:${group}:){6}(?:${group}:${group}|${ipv4})|(?!${tooMany})(?:${group}(?::${group})*)?::(?:(?:${group}:)*(?:${group}|${ipv4}))?)`);
  },
});

/**
 * Such properties take the flag `u`, which refuses needless backslashes. Together with `i` it would take a long s for an s, so that
 * capitals are written out instead.
 * @param {RegExp} pattern
 */
function withUnicode({ source }) {
  const tokens = source.replaceAll(/a-z(?:A-Z)?/g, 'a-zA-Z').match(/\\u[\da-f]{4}|\\p\{\w+\}|\\?[^]/g) ?? [];
  let isInClass = false;
  const written = tokens.map((token) => {
    if (token === '[') isInClass = true;
    if (token === ']') isInClass = false;
    if (isInClass) return token;
    return /^[a-z]$/i.test(token) ? `[${token.toLowerCase()}${token.toUpperCase()}]` : token.replace(/^\\(?=[^\w/^$.*+?()[\]{}|\\])/, '');
  });
  return new RegExp(written.join(''), 'uy');
}

/** The same exports as `link-patterns.ts`. */
export function linkPatterns() {
  return {
    behindHttp: withUnicode(builder.get_http_validator()),
    behindWww: withUnicode(builder.get_relative_proto_validator()),
    behindMailto: withUnicode(builder.get_mailto_validator()),
  };
}

/** A module that takes the place of `link-patterns.ts`. */
export function linkPatternsModule() {
  const patterns = Object.entries(linkPatterns()).map(([name, pattern]) => `export const ${name} = () => ${pattern};\n`);
  return `/** @license Patterns of linkify-it, MIT, Vitaly Puzrin */\n${patterns.join('')}`;
}
