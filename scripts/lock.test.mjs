import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';

/** @type {Record<string, { integrity?: string, optionalDependencies?: Record<string, string>, hasInstallScript?: boolean }>} */
const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
const entries = Object.entries(packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  it('holds the parts for every platform, without which `npm ci` refuses to work', () => {
    for (const [path, { optionalDependencies = {} }] of entries) {
      const missing = Object.keys(optionalDependencies).filter(
        (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      );
      expect(missing, path).to.deep.equal([]);
    }
  });

  it('has the checksum of every package', () => {
    expect(entries.length).to.be.greaterThan(100);
    expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).to.deep.equal([]);
  });
});
