import { expect } from '@open-wc/testing';
import { findLinks } from './link-finder.js';
import { addresses } from './testing/addresses.js';

const web = new Set(['https:', 'http:']);

describe('SECURITY 5: links', () => {
  it('are what the table says, whose host that is read is the host that opens', () => {
    expect(addresses.length).to.be.greaterThan(200);
    const wrong: unknown[] = [];
    for (const [written, expected] of addresses) {
      const links = findLinks(written, web);
      const shown = links.map((link) => link.shown);
      if (shown.length > 1 || shown[0] !== expected) wrong.push([written, 'expected', expected, 'got', ...shown]);
      for (const link of links) {
        const opened = new URL(link.href);
        const read = new URL(link.shown.startsWith('http') ? link.shown : `https://${link.shown}`);
        expect([read.host, read.protocol], written).to.deep.equal([opened.host, opened.protocol]);
        expect(['https:', 'http:'], written).to.include(opened.protocol);
        expect(opened.username + opened.password, written).to.equal('');
        expect(link.shown, written).to.include(opened.host);
        expect(opened.host, written).to.match(/^[\w.:[\]-]+$/);
        expect(link.shown, written).to.not.match(/[\p{Default_Ignorable_Code_Point}\p{Cf}\s]/u);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('of mail are addresses and nothing more, where the page allows them', () => {
    const mail = new Set(['mailto:']);
    const cases: readonly (readonly [string, ...string[]])[] = [
      ['ann@example.com', 'mailto:ann@example.com'],
      ['mailto:ann@example.com', 'mailto:ann@example.com'],
      ['write to (ann.b+c@mail.example.com).', 'mailto:ann.b+c@mail.example.com'],
      ['ann@a.example, bob@b.example', 'mailto:ann@a.example', 'mailto:bob@b.example'],
      ['mailto:ann@example.com?subject=x&body=y', 'mailto:ann@example.com'],
      ['ann@аpple.com'],
      ['ann@exa\u200bmple.com'],
      ['ann@exa\u202emple.com'],
      ['mailto:ann%0abcc@example.com'],
      ['mailto:ann@example.com%0abcc:bob@example.com', 'mailto:bob@example.com'],
      ['mailto:'],
      ['@ann'],
      ['ann@'],
      ['ann@@example.com'],
      ['https://ann@example.com/'],
      ['https://example.com/'],
      ['javascript:ann@example.com'],
    ];
    for (const [text, ...expected] of cases) expect(findLinks(text, mail).map(({ href }) => href), text).to.deep.equal(expected);
    for (const [text] of cases.slice(0, 3)) expect(findLinks(text, web), text).to.deep.equal([]);
  });
});
