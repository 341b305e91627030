import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { expect } from 'chai';
import { root } from './setup.mjs';

const dist = join(root, 'dist');
const read = (/** @type {string} */ path) => readFileSync(join(dist, path), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const cdnFiles = ['cdn/ivs-chat.js', 'cdn/ivs-chat.iife.js'];
const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));

describe('the build', () => {
  for (const path of cdnFiles) {
    it(`SECURITY 25: makes ${path} of one piece, so that its hash covers all that runs: nothing to load beside it, nothing of Node's`, () => {
      const code = read(path);
      expect(code).to.not.match(/\bimport\s*(\(|["'{*])|\bfrom\s*["']|\brequire\s*\(/);
      expect(code).to.not.match(/Lit is in dev mode|process\.env|node:/);
      for (const tag of ['ivs-chat-room', 'ivs-chat-messages', 'ivs-chat-input']) expect(code).to.include(tag);
    });

    it(`leaves out of ${path} what dependencies do for browsers that cannot show the elements`, () => {
      expect(read(path)).to.not.match(/PolyfillSupport|ShadyCSS|litNonce|MozWebSocket/);
    });

    it(`has ${path} compiled while it loads: the hint counts only where it stands first`, () => {
      expect(read(path)).to.match(/^\/\/# allFunctionsCalledOnLoad\n/);
    });

    it(`makes ${path} small: no comments, no line breaks to speak of`, () => {
      const code = read(path).replace(/^\/\/# allFunctionsCalledOnLoad\n|\/\/# sourceMappingURL=.*\s*$/g, '');
      const lines = code.split('\n').length;
      expect(code.length / lines).to.be.greaterThan(200);
      expect(code).to.not.match(/^\s*\/\//m);
    });
  }

  it('lowers decorators, which no browser reads yet', () => {
    expect(modules).to.include('index.js');
    for (const path of modules) expect(read(path), path).to.not.match(/^\s*@(customElement|property|state|query|consume|provide)\b/m);
  });

  it('leaves the dependencies of the modules to the package manager', () => {
    const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    for (const path of modules.filter((path) => !cdnFiles.includes(path))) {
      for (const [, name = ''] of read(path).matchAll(/\bfrom\s*["']([^."'][^"']*)["']/g)) {
        if (path.startsWith('token-endpoint/') && name.startsWith('node:')) continue;
        expect(names.some((known) => name === known || name.startsWith(`${known}/`)), `${path} imports ${name}`).to.equal(true);
      }
    }
  });

  it('makes a client that pulls in neither Lit nor the elements', () => {
    const seen = new Set();
    const walk = (/** @type {string} */ path) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, name = ''] of read(path).matchAll(/\b(?:from|import)\s*["']([^"']+)["']/g)) {
        expect(name, path).to.not.match(/^(lit|@lit)(\/|$)|\/elements\//);
        if (name.startsWith('.')) walk(join(path, '..', name));
      }
    };
    walk('client/index.js');
    expect(seen.size).to.be.greaterThan(3);
  });

  it('declares as having effects the doors that register elements, and not the client', () => {
    const pattern = (/** @type {string} */ glob) => new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
    const hasEffects = (/** @type {string} */ path) => manifest.sideEffects.some((/** @type {string} */ glob) => pattern(glob).test(path));
    for (const path of modules.filter((path) => /\bdefineElement\(['"]|customElements\.define\(/.test(read(path)))) {
      if (path !== 'elements/define.js') expect(hasEffects(`./dist/${path}`), path).to.equal(true);
    }
    expect(hasEffects('./dist/index.js')).to.equal(true);
    expect(hasEffects('./dist/client/index.js')).to.equal(false);
  });

  it('points every door of the package at a file', () => {
    const targets = Object.entries(manifest.exports).flatMap(([, target]) => (typeof target === 'string' ? [target] : Object.values(target)));
    for (const target of [...targets, manifest.unpkg, manifest.jsdelivr, manifest.types, manifest.customElements]) {
      if (!target.includes('*')) expect(existsSync(join(root, target)), target).to.equal(true);
    }
  });

  it('tells its own version truly', async () => {
    const { VERSION } = await import(join(dist, 'version.js'));
    expect(VERSION).to.equal(manifest.version);
  });

  it('makes a classic script that is valid outside a module', () => {
    expect(() => new vm.Script(read('cdn/ivs-chat.iife.js'))).to.not.throw();
    expect(read('cdn/ivs-chat.iife.js')).to.match(/\bIVSChat\s*=/);
  });
});
