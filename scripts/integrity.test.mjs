import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { cdnFiles, integrityOf, markers, readmeSection } from './integrity.mjs';
import { root } from './setup.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the files for a CDN', () => {
  it('SECURITY 25: have their sha384 beside them and in the README, for this version', () => {
    const integrity = integrityOf(root);
    expect(JSON.parse(readFileSync(join(root, 'dist/cdn/integrity.json'), 'utf8'))).to.deep.equal({ version, integrity });
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect(markers.exec(readme)?.[0], 'run npm run build').to.contain(readmeSection(version, integrity));
    expect(readme).to.contain(`/npm/ivs-chat-elements@${version}/dist/cdn/ivs-chat.js`);
  });

  for (const name of cdnFiles) {
    it(`say in ${name} what and which version they are`, () => {
      // The first line is the compile hint.
      const [, notice] = readFileSync(join(root, 'dist/cdn', name), 'utf8').split('\n', 2);
      expect(notice).to.match(/^\/\*! .*\*\/$/).and.to.contain(`ivs-chat-elements ${version} `);
    });

    it(`have a source map beside ${name}`, () => {
      const code = readFileSync(join(root, 'dist/cdn', name), 'utf8');
      expect(code).to.match(new RegExp(`//# sourceMappingURL=${name}\\.map\\s*$`));
      const map = JSON.parse(readFileSync(join(root, 'dist/cdn', `${name}.map`), 'utf8'));
      expect(map.sources.some((/** @type {string} */ source) => source.endsWith('ivs-chat-room.ts'))).to.equal(true);
    });
  }
});

describe('integrity.mjs', () => {
  const truth = readFileSync(join(root, 'README.md'), 'utf8');
  const stale = truth.replaceAll(/sha384-[\w+/]+/g, 'sha384-of-another-build');

  /** Runs it on a copy of the package that has this README. @param {string} readme @param {string[]} args @param {string} [ci] */
  function run(readme, args, ci = '') {
    const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-integrity-'));
    try {
      const parts = ['package.json', 'scripts/integrity.mjs', 'scripts/setup.mjs', ...cdnFiles.map((name) => `dist/cdn/${name}`)];
      for (const part of parts) cpSync(join(root, part), join(folder, part));
      writeFileSync(join(folder, 'README.md'), readme);
      const env = { ...process.env, CI: ci };
      const { status, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/integrity.mjs'), ...args], { encoding: 'utf8', env });
      const read = (/** @type {string} */ name) => readFileSync(join(folder, name), 'utf8');
      return { status, stderr, readme: read('README.md'), list: JSON.parse(read('dist/cdn/integrity.json')) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('brings a README up to date when it is told to, and only then', () => {
    expect(stale).to.not.equal(truth);
    const list = { version, integrity: integrityOf(root) };
    expect(run(stale, [])).to.deep.equal({ status: 0, stderr: '', readme: stale, list });
    const updated = run(stale, ['--readme']);
    expect(updated.status).to.equal(0);
    expect(updated.readme).to.contain(readmeSection(version, list.integrity));
  });

  it('SECURITY 25: fails in CI when the README holds the hashes of another build, and leaves it as it is', () => {
    const { status, stderr, readme } = run(stale, ['--readme'], 'true');
    expect(stderr).to.equal('README.md does not hold the hashes of this build: run `npm run build` and commit the result.\n');
    expect(status).to.equal(1);
    expect(readme).to.equal(stale);
    expect(run(run(stale, ['--readme']).readme, ['--readme'], 'true').status).to.equal(0);
  });
});
