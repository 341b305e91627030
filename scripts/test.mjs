// npm test: sets up what is missing, runs every kind of test, and closes with one line, `N passed, N failed`.
// `npm test unit` runs one stage; the names are those below.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseEngines } from './engines.mjs';
import { keepResults } from './results.mjs';
import { checkNode, installIfNeeded, isPackageStale, root, tool } from './setup.mjs';

checkNode();
installIfNeeded();

const mocha = [tool('mocha/bin/mocha.js'), '--import=tsx', '--reporter=scripts/mocha-reporter.mjs', '--forbid-only'];
const vite = [tool('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'];
const declarations = [tool('typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
const integrity = ['scripts/integrity.mjs'];

/** @type {{ name: string, commands: string[][], tests: boolean, needsBuild?: true }[]} */
const stages = [
  {
    name: 'unit',
    tests: true,
    commands: [[...mocha, '--timeout=10000', 'src/{client,token-endpoint}/**/*.test.ts', 'src/**/*.node.test.ts', 'demo/server/**/*.test.ts', 'bench/*/*.test.ts']],
  },
  { name: 'build', tests: false, commands: [...(isPackageStale() ? [vite, declarations] : []), integrity] },
  { name: 'browser', tests: true, commands: [[tool('@web/test-runner/dist/bin.js')]] },
  { name: 'package', tests: true, needsBuild: true, commands: [[...mocha, '--timeout=120000', 'scripts/**/*.test.mjs']] },
  { name: 'end-to-end', tests: true, needsBuild: true, commands: [[...mocha, '--timeout=60000', 'demo/e2e/**/*.test.ts']] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !stages.some((stage) => stage.name === name));
if (unknown) {
  console.error(`There is no stage "${unknown}"; known are ${stages.map((stage) => stage.name).join(', ')}.`);
  process.exit(1);
}
const chosen = stages.filter((stage) => wanted.length === 0 || wanted.includes(stage.name));

/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env };
let isReady = true;
if (chosen.some(({ name }) => name === 'browser' || name === 'end-to-end')) {
  try {
    const { engines, leftOut } = chooseEngines();
    const { ensureBrowser } = await import('./ensure-browser.mjs');
    await ensureBrowser();
    env['IVS_ENGINES'] = engines.join(',');
    console.log(`Engines: ${engines.join(', ')}.`);
    if (leftOut.length > 0) console.log(`Not installed here, so left out: ${leftOut.join(', ')}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    isReady = false;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-test-'));
const total = { passed: 0, failed: isReady ? 0 : 1 };
/** @type {string[]} */
const summary = [];

let isBuilt = true;

for (const { name, commands, tests, needsBuild } of isReady ? chosen : []) {
  console.log(`\n== ${name}`);
  if (needsBuild && !isBuilt) {
    total.failed++;
    summary.push(`${name.padEnd(20)}  not run: the build failed`);
    continue;
  }
  const started = Date.now();
  const counts = join(folder, name);
  const results = `${counts}.results`;
  const crashed = commands.some((args) => {
    const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit', timeout: 10 * 60_000 });
    return spawnSync(process.execPath, args, { ...options, env: { ...env, IVS_COUNTS: counts, IVS_RESULTS: results } }).status !== 0;
  });
  let passed = 0;
  let failed = 0;
  for (const line of existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : []) {
    const count = JSON.parse(line);
    passed += count.passed;
    // A test that is left out proves nothing.
    failed += count.failed + count.skipped;
  }
  const empty = tests && passed + failed === 0;
  const isWhole = failed > 0 || !(crashed || empty);
  if (!isWhole) failed = 1;
  total.passed += passed;
  total.failed += failed;
  if (tests && isWhole) keepResults(name, env['IVS_ENGINES']?.split(',') ?? [], results, started);
  if (name === 'build') isBuilt = failed === 0;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const outcome = tests ? `${passed} passed, ${failed} failed` : failed ? 'failed' : 'done';
  summary.push(`${name.padEnd(12)}${seconds.padStart(7)} s  ${outcome}${empty ? ' (no test ran)' : ''}`);
}
rmSync(folder, { recursive: true, force: true });

const totals = process.env['IVS_TOTALS'];
if (totals) writeFileSync(totals, JSON.stringify(total));
console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
