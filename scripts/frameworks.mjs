// npm run test:frameworks: packs the package, installs it into the applications under demo/frameworks as their authors
// would, builds them for production and tests them. Names of folders as arguments leave the others out.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFreshApps } from './fresh-apps.mjs';
import { keepResults } from './results.mjs';
import { checkNode, installIfNeeded, installOptions, isPackageStale, root, tool } from './setup.mjs';

checkNode();
installIfNeeded();

// The slowest first.
const apps = ['fresh', 'angular', 'sveltekit', 'types', 'vue', 'react', 'svelte', 'lit-ssr'];
const wanted = process.argv.slice(2);
const chosen = apps.filter((name) => wanted.length === 0 || wanted.includes(name));
const started = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-frameworks-'));
const quiet = [...installOptions, '--prefer-offline'];

/** @param {string} cwd @param {string[]} args @returns {Promise<string>} what it printed */
const npm = (cwd, ...args) =>
  new Promise((resolve, reject) => {
    const options = { cwd, shell: process.platform === 'win32', timeout: 5 * 60_000, maxBuffer: 2 ** 26 };
    execFile('npm', args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`npm ${args[0]} failed in ${cwd}\n${stdout}${stderr}`));
    });
  });

/** @param {string} name @param {string} tarball */
async function prepare(name, tarball) {
  const begun = Date.now();
  if (name === 'fresh') await buildFreshApps(folder, tarball, npm, quiet);
  else {
    const app = join(root, 'demo/frameworks', name);
    await npm(app, 'ci', ...quiet);
    await npm(app, 'install', '--no-save', ...quiet, tarball);
    await npm(app, 'run', 'build', '--if-present');
  }
  console.log(`${name.padEnd(12)}${((Date.now() - begun) / 1000).toFixed(1).padStart(7)} s  installed and built`);
}

let failed = 0;
let passed = 0;
try {
  if (isPackageStale()) await npm(root, 'run', 'build');
  const [packed] = JSON.parse(await npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  const queue = chosen.values();
  // Two at a time: while one loads, the other builds.
  const worker = async () => {
    for (const name of queue) await prepare(name, join(folder, packed.filename));
  };
  for (const outcome of await Promise.allSettled([worker(), worker()])) if (outcome.status === 'rejected') throw outcome.reason;
  const counts = join(folder, 'counts');
  const results = join(folder, 'results');
  const mocha = [tool('mocha/bin/mocha.js'), '--import=tsx', '--reporter=scripts/mocha-reporter.mjs', '--forbid-only', '--timeout=240000'];
  const env = { ...process.env, IVS_COUNTS: counts, IVS_RESULTS: results, IVS_FRAMEWORKS: chosen.join(','), IVS_FRESH: folder };
  const { status } = spawnSync(process.execPath, [...mocha, 'demo/frameworks/*.test.ts'], { cwd: root, stdio: 'inherit', env });
  for (const line of existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : []) {
    const count = JSON.parse(line);
    passed += count.passed;
    failed += count.failed + count.skipped;
  }
  if (failed === 0 && (status !== 0 || passed === 0)) failed = 1;
  else keepResults('frameworks', wanted.length === 0 ? ['all'] : chosen, results, started);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const totals = process.env['IVS_TOTALS'];
if (totals) writeFileSync(totals, JSON.stringify({ passed, failed }));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
