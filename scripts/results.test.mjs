import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepResults, keptResults } from './results.mjs';
import { root } from './setup.mjs';

describe('what is kept of the last tests', () => {
  const stage = 'none-of-them';
  const lines = join(root, 'reports/results', `${stage}.lines`);
  const results = [
    { suite: 'a page, in chromium', title: 'works', passed: 1, failed: 0 },
    { suite: 'a page, in firefox', title: 'works', passed: 0, failed: 1 },
  ];
  before(() => {
    keepResults(stage, [], lines, 1);
    writeFileSync(lines, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
    keepResults(stage, ['chromium', 'firefox'], lines, 1_000);
  });
  after(() => [lines, lines.replace('.lines', '.json')].forEach((path) => rmSync(path)));

  it('is there for all that took part', () => {
    expect(keptResults(stage, ['firefox'], 1_000)).to.deep.equal(results);
    expect(keptResults(stage, ['chromium', 'firefox'], 0)).to.deep.equal(results);
  });

  it('is nothing for somebody who took no part, for a stage that never ran, and after a change', () => {
    expect(keptResults(stage, ['chromium', 'webkit'], 0)).to.equal(undefined);
    expect(keptResults('never-ran', [], 0)).to.equal(undefined);
    expect(keptResults(stage, ['chromium'], 1_001)).to.equal(undefined);
  });
});
