// npm run check: everything that CI demands, in CI's order. Each failed step counts as one; the closing line sums up.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, installIfNeeded, root } from './setup.mjs';

checkNode();
installIfNeeded();

const folder = mkdtempSync(join(tmpdir(), 'ivs-chat-check-'));
const totals = join(folder, 'totals');
let passed = 0;
let failed = 0;
/** @type {string[]} */
const summary = [];

for (const script of ['lint', 'typecheck', 'build', 'manifest:check', 'test', 'test:frameworks']) {
  console.log(`\n==== npm run ${script}`);
  const started = Date.now();
  // What this build would write into the README must stand there already, as in CI.
  const env = { ...process.env, IVS_TOTALS: totals, ...(script === 'build' && { CI: 'true' }) };
  rmSync(totals, { force: true });
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  const hasTests = script.startsWith('test');
  if (status !== 0 && !hasTests) failed++;
  if (hasTests) {
    const counts = existsSync(totals) ? JSON.parse(readFileSync(totals, 'utf8')) : { passed: 0, failed: 1 };
    passed += counts.passed;
    failed += status !== 0 && counts.failed === 0 ? 1 : counts.failed;
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  summary.push(`${script.padEnd(16)}${seconds.padStart(7)} s  ${status === 0 ? 'done' : 'failed'}`);
}
rmSync(folder, { recursive: true, force: true });

console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
