// npm run test:frameworks: packs the package, installs it into the applications under demo/frameworks as their authors
// would, builds them for production and tests them. Names of folders as arguments leave the others out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFreshApps } from './fresh-apps.mjs';
import { checkNode, installIfNeeded, root, tool } from './setup.mjs';

checkNode();
installIfNeeded();

const apps = ['vue', 'react', 'svelte', 'angular', 'sveltekit', 'lit-ssr', 'types', 'fresh'];
const wanted = process.argv.slice(2);
const chosen = apps.filter((name) => wanted.length === 0 || wanted.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-frameworks-'));
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];

/** @param {string} cwd @param {string[]} args */
function npm(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32', timeout: 5 * 60_000 });
  if (status === 0) return stdout;
  throw new Error(`npm ${args[0]} failed in ${cwd}\n${stdout}${stderr}`);
}

let failed = 0;
let passed = 0;
try {
  npm(root, 'run', 'build');
  const [packed] = JSON.parse(npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  for (const name of chosen) {
    const started = Date.now();
    const tarball = join(folder, packed.filename);
    if (name === 'fresh') buildFreshApps(folder, tarball, npm, quiet);
    else {
      const app = join(root, 'demo/frameworks', name);
      npm(app, 'ci', ...quiet);
      npm(app, 'install', '--no-save', ...quiet, tarball);
      npm(app, 'run', 'build', '--if-present');
    }
    console.log(`${name.padEnd(12)}${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  installed and built`);
  }
  const counts = join(folder, 'counts');
  const mocha = [tool('mocha/bin/mocha.js'), '--import=tsx', '--reporter=scripts/mocha-reporter.mjs', '--forbid-only', '--timeout=240000'];
  const env = { ...process.env, IVS_COUNTS: counts, IVS_FRAMEWORKS: chosen.join(','), IVS_FRESH: folder };
  const { status } = spawnSync(process.execPath, [...mocha, 'demo/frameworks/*.test.ts'], { cwd: root, stdio: 'inherit', env });
  for (const line of existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : []) {
    const count = JSON.parse(line);
    passed += count.passed;
    failed += count.failed + count.skipped;
  }
  if (failed === 0 && (status !== 0 || passed === 0)) failed = 1;
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
