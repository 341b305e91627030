import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { installOptions, root } from './setup.mjs';

const read = (/** @type {string} */ folder, /** @type {string} */ name) => JSON.parse(readFileSync(join(root, folder, name), 'utf8'));
const apps = readdirSync(join(root, 'demo/frameworks')).map((name) => `demo/frameworks/${name}`);
const folders = ['.', 'bench/list', ...apps.filter((folder) => existsSync(join(root, folder, 'package.json')))];

describe('the lock file', () => {
  for (const folder of folders) {
    /** @type {Record<string, { integrity?: string, optionalDependencies?: Record<string, string> }>} */
    const packages = read(folder, 'package-lock.json').packages;
    const entries = Object.entries(packages).filter(([path]) => path !== '');

    it(`in ${folder} holds the parts for every platform, without which \`npm ci\` refuses to work`, () => {
      for (const [path, { optionalDependencies = {} }] of entries) {
        const missing = Object.keys(optionalDependencies).filter(
          (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
        );
        expect(missing, path).to.deep.equal([]);
      }
    });

    it(`SECURITY 26: in ${folder} has the checksum of every package`, () => {
      expect(entries.length).to.be.greaterThan(folder === '.' ? 100 : 0);
      expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).to.deep.equal([]);
    });

    // Ranges are for the package's own dependencies alone: its users choose among them.
    it(`SECURITY 26: in ${folder} is for ${folder === '.' ? 'tools' : 'packages'} at exact versions`, () => {
      const { dependencies = {}, devDependencies = {}, overrides = {} } = read(folder, 'package.json');
      const versions = Object.entries({ ...(folder !== '.' && dependencies), ...devDependencies, ...overrides });
      expect(versions).to.not.be.empty;
      expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).to.deep.equal([]);
    });
  }

  it('SECURITY 26: is what CI installs, without running the scripts of any package', () => {
    const installs = ['.ci/run', 'bench/list/build.ts', ...['setup', 'pack', 'frameworks', 'fresh-apps'].map((name) => `scripts/${name}.mjs`)];
    expect(installOptions).to.include('--ignore-scripts');
    for (const path of installs) {
      const lines = readFileSync(join(root, path), 'utf8').split('\n').filter((line) => /npm ci --|'(ci|install)',/.test(line));
      expect(lines, path).to.not.be.empty;
      for (const line of lines) expect(line, path).to.match(/ --ignore-scripts |\.\.\.(installOptions|quiet)\b/);
    }
  });
});
