import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './setup.mjs';

const numbers = (/** @type {Iterable<string>} */ texts) => [...new Set(texts)].map(Number).sort((a, b) => a - b);

/** The numbers in the names of all tests: `SECURITY 2 and 3: …`. */
function tested() {
  const folders = ['src', 'scripts', 'demo/server', 'demo/e2e'];
  const files = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)));
  const tests = files.filter((path) => /\.test\.(ts|mjs)$/.test(path)).map((path) => readFileSync(path, 'utf8'));
  const lists = tests.flatMap((code) => [...code.matchAll(/SECURITY (\d[\d, and]*):/g)].map(([, list = '']) => list));
  return numbers(lists.flatMap((list) => list.match(/\d+/g) ?? []));
}

describe('docs/security.md', () => {
  it('lists every promise that a test proves, and no other', () => {
    const guide = readFileSync(join(root, 'docs/security.md'), 'utf8');
    const listed = [...guide.matchAll(/^\| (\d+) \|/gm)].map(([, number = '']) => number);
    expect(listed).to.have.length.above(20);
    expect(numbers(listed)).to.have.length(listed.length);
    expect(numbers(listed)).to.deep.equal(tested());
  });
});
