import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';
import { notTried, suites } from './suites.mjs';

/** The titles of all suites in a folder; a name that is filled in while they run is `Something` here. @param {string} folder */
function titlesIn(folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const tests = names.filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'));
  return tests.flatMap((name) => {
    const code = readFileSync(join(root, folder, name), 'utf8');
    return [...code.matchAll(/\bdescribe\((['"`])(.+?)\1,/g)].map(([, , title = '']) => title.replaceAll(/\$\{\w+\}/g, 'Something'));
  });
}

describe('the tables of npm run matrix', () => {
  const { engines, ...ofFrameworks } = suites;
  const applications = titlesIn('demo/frameworks');

  it('have every suite of the applications in one of them', () => {
    expect(applications).to.have.length.above(5);
    const fitting = (/** @type {string} */ title) => Object.values(ofFrameworks).filter((pattern) => pattern.test(title)).length;
    expect(applications.filter((title) => fitting(title) !== 1)).to.deep.equal([]);
  });

  it('have suites to show', () => {
    for (const [name, pattern] of Object.entries(ofFrameworks)) expect(applications.some((title) => pattern.test(title)), name).to.equal(true);
    const servers = applications.map((title) => suites.servers.exec(title)?.[1]).filter((column) => column !== undefined);
    expect(servers).to.have.members(['@lit-labs/ssr', 'SvelteKit']);
    expect(titlesIn('demo/e2e').some((title) => engines.exec(title)?.[1] === 'Something')).to.equal(true);
  });

  it('name as not tried what the documentation names so', () => {
    const guide = readFileSync(join(root, 'docs/hosts.md'), 'utf8');
    const rows = [...guide.matchAll(/^\| ([^|]+?) \| not tried \|/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(rows).to.have.members(notTried);
  });

  describe('of kept results', () => {
    const all = ['the elements in Vue', "a fresh application with the README's files", 'the elements in SvelteKit, which renders', 'the types of the package'];

    /** Runs it where these suites ran last, far in the future. @param {string[]} titles @param {string[]} parts */
    function run(titles, ...parts) {
      const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-matrix-'));
      try {
        const scripts = ['apt', 'engines', 'integrity', 'matrix', 'results', 'setup', 'sizes', 'suites'].map((name) => `scripts/${name}.mjs`);
        for (const path of scripts) cpSync(join(root, path), join(folder, path));
        for (const path of ['node_modules', 'reports/results']) mkdirSync(join(folder, path), { recursive: true });
        writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{ "packages": {} }');
        const results = titles.map((suite) => ({ suite, title: 'works', passed: 1, failed: 0 }));
        writeFileSync(join(folder, 'reports/results/frameworks.json'), JSON.stringify({ started: Date.now() * 2, covers: ['all'], results }));
        const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/matrix.mjs'), ...parts], { encoding: 'utf8' });
        return { status, stdout, stderr };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }

    it('are shown, with what was not tried', () => {
      const { status, stdout } = run(all, 'hosts');
      expect(stdout).to.match(/^Framework +Vue$/m).and.match(/^Server +SvelteKit$/m).and.match(/^works +yes$/m);
      expect(stdout).to.contain('\nNext.js, Nuxt, Astro: not tried\n').and.to.match(/\n4 passed, 0 failed\n$/);
      expect(status).to.equal(0);
    });

    it('fail where a table has nothing to show', () => {
      const { status, stdout } = run(all.toSpliced(2, 1, 'the elements rendered elsewhere'), 'hosts');
      expect(stdout).to.contain('\nServer: NOTHING TO SHOW').and.to.match(/\n4 passed, 1 failed\n$/);
      expect(status).to.equal(1);
    });

    it('fail for a part that nobody knows', () => {
      const { status, stderr } = run(all, 'host');
      expect(stderr).to.equal('There is no part "host"; known are hosts, pages, engines, sizes.\n');
      expect(status).to.equal(1);
    });
  });
});
