import { expect } from '@open-wc/testing';
import { VERSION } from '../version.js';
import { defineElement } from './define.js';
import { warningsDuring } from './testing/complaints.js';

describe('defineElement', () => {
  it('lets the first definition win, and warns once with both versions', async () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    const early = await warningsDuring(() => {
      defineElement('x-defined-one', First);
      defineElement('x-defined-two', class extends First {});
      defineElement('x-defined-one', First);
    });
    expect(early).to.be.empty;
    const warnings = await warningsDuring(() => {
      defineElement('x-defined-one', Second);
      defineElement('x-defined-two', Second);
    });
    expect(customElements.get('x-defined-one') === First).to.equal(true);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('x-defined-one').and.to.contain(`by version ${VERSION}`).and.to.contain(`version ${VERSION} leaves`);
  });

  it('knows the version of the package', async () => {
    const { version } = (await (await fetch('/package.json')).json()) as { version: string };
    expect(VERSION).to.equal(version);
  });
});
