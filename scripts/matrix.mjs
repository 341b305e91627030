// npm run matrix: hosts by what was tried, engines by tests, files by size. `npm run matrix -- hosts` prints one part of it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allEngines } from './engines.mjs';
import { buildIfStale, checkNode, installIfNeeded, root, tool } from './setup.mjs';

checkNode();
installIfNeeded();
buildIfStale();

const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-matrix-'));
let failed = 0;

/** @typedef {{ suite?: string, title?: string, engine?: string, passed: boolean | number }} Result */

/** @param {string[]} args @returns {Result[]} what the tests wrote down */
function run(args) {
  const results = join(folder, String(Math.random()));
  const env = { ...process.env, IVS_RESULTS: results, IVS_ENGINES: process.env['IVS_ENGINES'] ?? allEngines.join(',') };
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 40 * 60_000 });
  if (status !== 0) failed += 1;
  if (!existsSync(results)) return [];
  return readFileSync(results, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
}

/** @param {string} corner @param {Result[]} results @param {RegExp} host picks the name of a column out of a suite's title */
function table(corner, results, host) {
  /** @type {Map<string, Map<string, string>>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const columns = new Set();
  for (const { suite = '', title = '', passed } of results) {
    const column = host.exec(suite)?.[1];
    if (column === undefined) continue;
    columns.add(column);
    rows.set(title, (rows.get(title) ?? new Map()).set(column, passed ? 'yes' : 'NO'));
  }
  if (columns.size === 0) return;
  const width = Math.max(corner.length, ...[...rows.keys()].map((title) => title.length)) + 2;
  const line = (/** @type {string} */ head, /** @type {string[]} */ cells) => console.log(head.padEnd(width) + cells.map((cell) => cell.padEnd(12)).join(''));
  console.log();
  line(corner, [...columns]);
  for (const [title, cells] of rows) line(title, [...columns].map((column) => cells.get(column) ?? '-'));
}

const mocha = [tool('mocha/bin/mocha.js'), '--import=tsx', '--reporter=scripts/mocha-reporter.mjs', '--timeout=60000'];
const parts = {
  hosts() {
    const results = run(['scripts/frameworks.mjs']);
    table('Framework', results, /^the elements in (Vue|React|Svelte|Angular)$/);
    table('Application', results, /^(a fresh application)/);
    table('Server', results, /(@lit-labs\/ssr|SvelteKit)/);
    table('Types', results, /^(the types) of the package$/);
  },
  pages: () => table('Page, engine', run([...mocha, 'demo/e2e/hosts/**/*.test.ts']), /, in (\w+)$/),
  engines() {
    console.log('\nElement tests passed');
    for (const { engine = '', passed } of run([tool('@web/test-runner/dist/bin.js')])) console.log(engine.padEnd(16) + String(passed).padStart(6));
  },
  sizes() {
    console.log();
    spawnSync(process.execPath, ['scripts/sizes.mjs'], { cwd: root, stdio: 'inherit' });
  },
};
const wanted = process.argv.slice(2);
for (const [name, print] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) print();
rmSync(folder, { recursive: true, force: true });
console.log(failed === 0 ? '\nEverything tried passed.' : `\n${failed} of the runs failed.`);
process.exit(failed === 0 ? 0 : 1);
