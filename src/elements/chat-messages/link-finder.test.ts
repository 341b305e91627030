import { expect } from '@open-wc/testing';
import { LinkFinder } from './link-finder.js';
import { addresses } from './testing/addresses.js';

const web = new LinkFinder(new Set(['https:', 'http:']));

describe('SECURITY 5: links', () => {
  it('are what the table says, whose host that is read is the host that opens', () => {
    expect(addresses.length).to.be.greaterThan(200);
    const wrong: unknown[] = [];
    for (const [written, expected] of addresses) {
      const links = web.find(written);
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
});
