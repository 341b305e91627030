import { expect } from 'chai';
import fc from 'fast-check';
import { REBuilder } from 'linkify-it';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { linkPatterns } from './link-patterns.mjs';
import { root } from './setup.mjs';

const builder = new REBuilder({ urlAuth: true });
/** @type {Record<string, RegExp>} */
const theirs = {
  behindHttp: builder.get_http_validator(),
  behindWww: builder.get_relative_proto_validator(),
  behindMailto: builder.get_mailto_validator(),
};
/** @type {Record<string, RegExp>} */
const ours = linkPatterns();
const { addresses } = await tsImport('../src/elements/chat-messages/testing/addresses.ts', import.meta.url);
const { PLAIN } = await tsImport('../src/elements/chat-messages/link-finder.ts', import.meta.url);

/** What a pattern takes from each place of a text on. @param {RegExp} pattern @param {string} text */
function takes(pattern, text) {
  return Array.from({ length: text.length + 1 }, (_, index) => {
    // Between the halves of a character no message begins.
    if (/[\udc00-\udfff]/.test(text.charAt(index))) return undefined;
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0];
  });
}

const parts = [
  ...['//', 'a', 'B7', 'example', 'www.', '.', 'com', ':', ':443', ':70000', '@', '/', '?', '#', '-', '--', '_', ',', ';', '!', "'", '"', '(', ')', '[', ']', '{', '}', '<', '>', '|', '\\', '%41', '&', '=', '~', '*', '+', '$', '^', '`'],
  ...['[::1]', '[', '[IPv6:', '::', ':1', 'F:', '[1:2:3:4:5:6:', '[IPv6:1::2]', '[ipV6:ABCD::f]', '192.0.2.1', 'xn--e1a', 'XN--E1A', 'ſ', 'K', 'é', 'ж', '日本', '한', 'א', '…', '。', '」', '«', '＠', '｜', '😀', '𐌰', '\u200b', '\u202e', '\u00a0', '\u2028', '\u0000', '\u007f', ' ', '\n'],
];

describe('the patterns for links in the built files', () => {
  for (const [name, pattern] of Object.entries(theirs)) {
    it(`${name} takes from every address of the table what linkify-it takes`, () => {
      expect(addresses.length).to.be.above(200);
      let found = 0;
      for (const [written] of addresses) {
        const expected = takes(pattern, written);
        found += expected.filter(Boolean).length;
        expect(takes(/** @type {RegExp} */ (ours[name]), written), written).to.deep.equal(expected);
      }
      expect(found).to.be.above(3);
    });

    it(`${name} takes from any text what linkify-it takes`, () => {
      const start = name === 'behindMailto' ? 'a@' : '//';
      const texts = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 12 }).map((pieces) => `${start}${pieces.join('')}`);
      let found = 0;
      fc.assert(
        fc.property(texts, (text) => {
          const expected = takes(pattern, text);
          found += expected.filter(Boolean).length;
          expect(takes(/** @type {RegExp} */ (ours[name]), text)).to.deep.equal(expected);
        }),
        { numRuns: 2000, seed: 1 },
      );
      expect(found).to.be.above(300);
    });
  }

  it('take the IPv6 addresses that linkify-it takes, and no others', () => {
    const pieces = fc.constantFrom(...['::', '::', ':', ':', ':', '0', 'F', 'a1', '12ab', '12345', '1.2.3.4', '192.0.2.255', '1.2.3.256', '.']);
    const groups = fc.array(fc.constantFrom('1', 'ABCD', '1.2.3.4', ''), { minLength: 1, maxLength: 9 }).map((all) => all.join(':'));
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(fc.array(pieces, { maxLength: 18 }).map((all) => all.join('')), groups), (address) => {
        for (const [name, text] of Object.entries({ behindHttp: `//[${address}]`, behindMailto: `a@[IPv6:${address}]` })) {
          const expected = takes(/** @type {RegExp} */ (theirs[name]), text);
          if (expected[0] !== undefined) found++;
          expect(takes(/** @type {RegExp} */ (ours[name]), text), text).to.deep.equal(expected);
        }
      }),
      { numRuns: 5_000, seed: 1 },
    );
    expect(found).to.be.above(300);
  }).timeout(20_000);

  it('are spared where an address is plain, of which they would take the same', () => {
    const label = fc.constantFrom('a', 'Clips', '7', 'x-7', 'a--b', 'x'.repeat(63), 'x'.repeat(64), '-a', 'b_');
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.Com`);
    const plain = fc.constantFrom('/', 'b', 'K', '_', '=', '&', '%', '#', '~', '+', '.7', '?t', '-b');
    const other = fc.constantFrom('.', '..', '?', '-', '--', '!', ',', ')', ':', '@', 'ſ', '日');
    const path = fc.array(fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: other }), { maxLength: 10 });
    const end = fc.constantFrom('', ' ', '\n', '\u00a0', '\ufeff', '>', '|');
    let found = 0;
    fc.assert(
      fc.property(host, path, end, (name, rest, after) => {
        const text = `//${name}${rest.length > 0 ? '/' : ''}${rest.join('')}${after}`;
        PLAIN.lastIndex = 0;
        const taken = PLAIN.exec(text)?.[0];
        if (taken === undefined) return;
        found++;
        expect(taken).to.equal(takes(/** @type {RegExp} */ (theirs['behindHttp']), text)[0]);
      }),
      { numRuns: 5_000, seed: 1 },
    );
    expect(found).to.be.above(500);
  }).timeout(20_000);

  it('are there, and no tables of characters', () => {
    for (const name of ['cdn/ivs-chat.js', 'cdn/ivs-chat.iife.js', 'elements/chat-messages/link-patterns.js']) {
      const code = readFileSync(join(root, 'dist', name), 'utf8');
      for (const { source, flags } of Object.values(ours)) expect(code.includes(`/${source}/${flags}`), source.slice(0, 40)).to.equal(true);
      expect(code).to.not.include('\\u055A-\\u055F');
    }
  });
});
