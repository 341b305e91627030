// npm run matrix: hosts by what was tried, engines by tests, files by size. `npm run matrix -- hosts` prints one part of it.
// It shows what the last `npm test` and `npm run test:frameworks` found, and runs them where that is missing or a source is newer.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { allEngines } from './engines.mjs';
import { keptResults } from './results.mjs';
import { buildIfStale, checkNode, installIfNeeded, newestSource, root } from './setup.mjs';
import { printSizes } from './sizes.mjs';
import { notTried, suites } from './suites.mjs';

checkNode();
installIfNeeded();

/** @typedef {import('./results.mjs').Result} Result */

const engines = process.env['IVS_ENGINES']?.split(',') ?? [...allEngines];
const lastChange = newestSource();
/** By stage. @type {Map<string, Result[]>} */
const shown = new Map();
let emptyTables = 0;

/** @param {string} stage @param {readonly string[]} covers @param {string[]} command @returns {Result[]} */
function resultsOf(stage, covers, ...command) {
  if (keptResults(stage, covers, lastChange) === undefined) {
    console.error(`Running ${command.join(' ')} …`);
    const env = { ...process.env, IVS_ENGINES: engines.join() };
    spawnSync(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 40 * 60_000 });
  }
  const results = keptResults(stage, covers, lastChange) ?? [];
  shown.set(stage, results);
  return results;
}

/**
 * @param {string} corner @param {Result[]} results
 * @param {(result: Result) => { row?: string | undefined, column?: string | undefined }} place
 * @param {(passed: number, failed: number) => string} cell
 */
function table(corner, results, place, cell = (_passed, failed) => (failed > 0 ? 'NO' : 'yes')) {
  /** @type {Map<string, Map<string, { passed: number, failed: number }>>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const columns = new Set();
  for (const result of results) {
    const { row, column } = place(result);
    if (row === undefined || column === undefined) continue;
    columns.add(column);
    const cells = rows.get(row) ?? new Map();
    const { passed = 0, failed = 0 } = cells.get(column) ?? {};
    rows.set(row, cells.set(column, { passed: passed + result.passed, failed: failed + result.failed }));
  }
  if (columns.size === 0) {
    emptyTables++;
    console.log(`\n${corner}: NOTHING TO SHOW; the tests did not run, or no suite has a title for this table`);
    return;
  }
  const names = [...columns].sort();
  const width = 2 + Math.max(...[corner, ...rows.keys()].map(({ length }) => length));
  const line = (/** @type {string} */ head, /** @type {string[]} */ cells) => console.log((head.padEnd(width) + cells.map((text) => text.padEnd(17)).join('')).trimEnd());
  console.log();
  line(corner, names);
  for (const [row, cells] of rows) {
    const text = ({ passed = 0, failed = 0 } = {}) => (passed + failed === 0 ? '-' : cell(passed, failed));
    line(row, names.map((column) => text(cells.get(column))));
  }
}

/** Tests as rows; the column stands in the title of their suite. @param {RegExp} host */
const byTitle = (host) => (/** @type {Result} */ { suite, title }) => ({ row: title, column: host.exec(suite)?.[1] });
const inEngine = byTitle(suites.engines);
const endToEnd = () => resultsOf('end-to-end', engines, 'scripts/test.mjs', 'build', 'end-to-end');
const counted = (/** @type {number} */ passed, /** @type {number} */ failed) => `${passed}${failed > 0 ? `, ${failed} FAILED` : ''}`;

const parts = {
  hosts() {
    const results = resultsOf('frameworks', ['all'], 'scripts/frameworks.mjs');
    table('Framework', results, byTitle(suites.frameworks));
    table('Application', results, byTitle(suites.fresh));
    table('Server', results, byTitle(suites.servers));
    table('Types', results, byTitle(suites.types));
    console.log(`\n${notTried.join(', ')}: not tried`);
  },
  pages: () => table('Page, engine', endToEnd(), inEngine),
  engines() {
    const units = resultsOf('unit', [], 'scripts/test.mjs', 'unit').map((result) => ({ ...result, suite: 'without a browser', engine: 'node' }));
    const elements = resultsOf('browser', engines, 'scripts/test.mjs', 'browser').map((result) => ({ ...result, suite: dirname(result.suite) }));
    const pages = endToEnd().map((result) => ({ ...result, suite: 'end to end', engine: inEngine(result).column ?? 'chromium' }));
    table('Tests passed', [...elements, ...pages, ...units], ({ suite, engine }) => ({ row: suite, column: engine }), counted);
  },
  sizes() {
    buildIfStale();
    console.log();
    printSizes();
  },
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; known are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
for (const [name, print] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) print();
const passed = [...shown.values()].flat().reduce((sum, result) => sum + result.passed, 0);
const failures = (/** @type {Result[]} */ results) => (results.length === 0 ? 1 : results.reduce((sum, result) => sum + result.failed, 0));
const failed = [...shown.values()].reduce((sum, results) => sum + failures(results), emptyTables);
if (shown.size > 0) console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
