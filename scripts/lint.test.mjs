import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ESLint } from 'eslint';
import { root } from './setup.mjs';

const eslint = new ESLint({ cwd: root });

/** @param {string} code @param {string} filePath @returns {Promise<string[]>} the rules that complain */
async function complaints(code, filePath) {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'syntax');
}

/** @param {Record<string, string>} samples @param {string} filePath @param {string[]} rules */
async function expectForbidden(samples, filePath, rules) {
  for (const [name, code] of Object.entries(samples)) {
    const found = await complaints(code, filePath);
    expect(rules.some((rule) => found.includes(rule)), `${name} in ${filePath}: ${found.join(', ') || 'no complaint'}`).to.equal(true);
  }
}

const element = 'src/elements/chat-room/ivs-chat-room.ts';

describe('the linter', () => {
  it('SECURITY 1: forbids every way to turn text into markup or code', async () => {
    const samples = {
      unsafeHTML: `import { unsafeHTML } from 'lit/directives/unsafe-html.js'; export const a = unsafeHTML('x');`,
      unsafeSVG: `import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; export const a = unsafeSVG('x');`,
      'unsafeHTML from lit-html': `import { unsafeHTML } from 'lit-html/directives/unsafe-html.js'; export const a = unsafeHTML('x');`,
      unsafeStatic: `import { unsafeStatic } from 'lit/static-html.js'; export const a = unsafeStatic('x');`,
      innerHTML: `export const f = (e: HTMLElement) => { e.innerHTML = 'x'; };`,
      outerHTML: `export const f = (e: HTMLElement) => { e.outerHTML = 'x'; };`,
      insertAdjacentHTML: `export const f = (e: HTMLElement) => e.insertAdjacentHTML('beforeend', 'x');`,
      createContextualFragment: `export const f = (r: Range) => r.createContextualFragment('x');`,
      'document.write': `export const f = () => document.write('x');`,
      eval: `export const f = () => eval('x');`,
      'new Function': `export const f = () => new Function('x');`,
      'setTimeout with a string': `export const f = () => setTimeout('x', 1);`,
      'a javascript: address': `export const a = 'javascript:void 0';`,
    };
    await expectForbidden(samples, element, [
      'no-restricted-imports',
      'no-restricted-syntax',
      'no-eval',
      'no-new-func',
      'no-script-url',
    ]);
  });

  it('SECURITY 4: forbids style bindings and styleMap', async () => {
    const samples = {
      styleMap: `import { styleMap } from 'lit/directives/style-map.js'; export const a = styleMap({});`,
      'a whole style': "import { html } from 'lit'; export const a = (s: string) => html`<p style=${s}></p>`;",
      'a quoted style': "import { html } from 'lit'; export const a = (s: string) => html`<p style=\"color: ${s}\"></p>`;",
    };
    await expectForbidden(samples, element, ['no-restricted-imports', 'no-restricted-syntax']);
  });

  it('SECURITY 22: forbids listening to postMessage', async () => {
    const samples = {
      window: `window.addEventListener('message', () => {});`,
      globalThis: `globalThis.addEventListener('message', () => {});`,
      bare: `addEventListener('message', () => {});`,
      onmessage: `window.onmessage = () => {};`,
    };
    await expectForbidden(samples, element, ['no-restricted-syntax']);
  });

  it('keeps the client free of pages, elements and Lit', async () => {
    const samples = {
      document: `export const a = document.title;`,
      window: `export const a = window.name;`,
      lit: `import { html } from 'lit'; export const a = html;`,
      context: `import { createContext } from '@lit/context'; export const a = createContext;`,
      elements: `import { defineElement } from '../elements/define.js'; export const a = defineElement;`,
      demo: `import { createSandbox } from '../../demo/server/sandbox.js'; export const a = createSandbox;`,
    };
    await expectForbidden(samples, 'src/client/chat-room.ts', ['no-restricted-imports', 'no-restricted-globals']);
  });

  it('keeps the names of wire fields in one file', async () => {
    const code = `export const a = (frame: { RequestId: string }) => frame.RequestId;`;
    expect(await complaints(code, 'src/client/chat-room.ts')).to.include('no-restricted-syntax');
    expect(await complaints(code, element)).to.include('no-restricted-syntax');
    expect(await complaints(code, 'src/client/protocol.ts')).to.deep.equal([]);
  });

  it('has nothing against the harmless look-alikes', async () => {
    const code = [
      `import { html } from 'lit';`,
      "export const a = (s: string) => html`<p class=${s} data-style=\"x\">style = ${s}</p>`;",
      `export const f = (socket: WebSocket) => socket.addEventListener('message', () => {});`,
    ].join('\n');
    expect(await complaints(code, element)).to.deep.equal([]);
  });

  it('is told by no file of the package to look away from these rules', () => {
    const names = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(names).to.include('index.ts');
    for (const name of names) {
      expect(readFileSync(`${root}/src/${name}`, 'utf8'), name).to.not.match(/eslint-disable.*(no-restricted|no-eval|no-new-func)/);
    }
  });
});
