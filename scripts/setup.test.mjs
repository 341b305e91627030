import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';

/** Ms until what should have ended by itself is ended: the runner's own limit waits for it. */
const timeout = 60_000;

/** @param {string} code @param {NodeJS.ProcessEnv} [env] */
function runCode(code, env = {}) {
  const args = ['--input-type=module', '--eval', code];
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout, env: { ...process.env, ...env } });
}

describe('a bad set-up gets a clear sentence', () => {
  it('when Node is too old', () => {
    const check = (/** @type {string} */ version) => runCode(`import { checkNode } from './scripts/setup.mjs'; checkNode('${version}');`);
    for (const version of ['18.20.4', '20.18.3']) {
      const { status, stderr } = check(version);
      expect(stderr).to.equal(`This needs Node 20.19 or later; you have ${version}. Get it from https://nodejs.org\n`);
      expect(status).to.equal(1);
    }
    for (const version of ['20.19.0', '22.12.0', '26.0.0']) expect(check(version).status, version).to.equal(0);
  });

  it('when CHROME_PATH names no program', () => {
    const code = `import { ensureBrowser } from './scripts/ensure-browser.mjs'; await ensureBrowser().catch((e) => console.log(e.message));`;
    expect(runCode(code, { CHROME_PATH: '/nowhere/chrome' }).stdout).to.equal('CHROME_PATH names /nowhere/chrome, which does not exist.\n');
  });

  it('when IVS_ENGINES names an engine that nobody knows', () => {
    const code = `import { chooseEngines } from './scripts/engines.mjs'; try { chooseEngines(); } catch (e) { console.log(e.message); }`;
    const known = 'known are chromium, firefox, webkit.';
    expect(runCode(code, { IVS_ENGINES: 'chromium,opera' }).stdout).to.equal(`IVS_ENGINES names "opera"; ${known}\n`);
  });

  it('when the port of npm start is taken', async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    try {
      const args = ['--import', 'tsx', 'demo/server/main.ts'];
      const env = { ...process.env, PORT: String(port) };
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout, env });
      expect(stderr).to.match(new RegExp(`^Port ${port} is taken\\. .*PORT=\\d+ npm start\\n$`));
      expect(status).to.equal(1);
    } finally {
      server.close();
    }
  });

  it('and the two commands need nothing but Node until everything is installed', () => {
    const seen = new Set();
    const walk = (/** @type {string} */ name) => {
      if (seen.has(name)) return;
      seen.add(name);
      // Static imports only: those happen before the installation.
      for (const [, source = ''] of readFileSync(join(root, 'scripts', name), 'utf8').matchAll(/^import .*? from '([^']+)';$/gm)) {
        expect(source, name).to.match(/^(node:|\.\/)/);
        if (source.startsWith('./')) walk(source.slice(2));
      }
    };
    for (const name of ['start.mjs', 'test.mjs', 'check.mjs']) walk(name);
    expect([...seen]).to.include('setup.mjs');
  });
});
