// npm run soak: 100 clients in chaos for 10 minutes, with ten seeds, five at a time, each in a process of its own; and beside them, a dozen
// scenarios with the client's own times. `--clients=100 --minutes=10 --seeds=10 --seed=1 --at-once=5 --twentieth` (times at a twentieth:
// twenty times the trouble, and no scenarios; one at a time, since a busy machine then is the trouble).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { numberArgument } from './number-argument.mjs';

const clients = numberArgument('clients', 100);
const minutes = numberArgument('minutes', 10);
const seeds = numberArgument('seeds', 10);
const first = numberArgument('seed', 1);
const isFullLength = !process.argv.includes('--twentieth');
const atOnce = numberArgument('at-once', isFullLength ? 5 : 1);
const isOneOfMany = process.argv.includes('--one-of-many');

// One namespace for all, so that the classes of the client are the same everywhere.
const { createSandbox, fullLengthFaults, soak } = await tsImport('../src/client/testing/soak-parts.ts', import.meta.url);

/** @param {readonly string[]} faults */
function report(faults) {
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0;
}

async function scenarios() {
  const sandbox = await createSandbox();
  const started = performance.now();
  const { names, faults } = await fullLengthFaults(sandbox);
  console.log(`${names.length} scenarios at full length in ${((performance.now() - started) / 1000).toFixed(0)} s: ${faults.length} broken`);
  await sandbox.close();
  return report(faults);
}

/** @param {number} seed */
async function soakSeed(seed) {
  const sandbox = await createSandbox();
  const { faults, outcomes, connects, attempts, renewals, messages, duplicates, standstillMs } = await soak(sandbox, { clients, minutes, seed, isFullLength });
  const requests = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  console.log(
    `seed ${seed}: ${clients} clients, ${minutes} min, ${attempts} attempts, ${connects} connections, ${renewals} renewals, ${messages} messages, ` +
      `${duplicates} frames twice and told once; ${requests.join(', ')}; ${faults.length} broken, ` +
      `${Math.round(process.memoryUsage().heapUsed / 1e6)} MB, standstill ${standstillMs} ms at most`,
  );
  await sandbox.close();
  return report(faults);
}

/** @param {number} seed */
async function soakElsewhere(seed) {
  const options = [`--clients=${clients}`, `--minutes=${minutes}`, '--seeds=1', `--seed=${seed}`, '--one-of-many', ...(isFullLength ? [] : ['--twentieth'])];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...options], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

async function soakAll() {
  const waiting = Array.from({ length: seeds }, (_, index) => first + index);
  /** @type {boolean[]} */
  const results = [];
  const work = async () => {
    for (let seed; (seed = waiting.shift()) !== undefined; ) results.push(await soakElsewhere(seed));
  };
  await Promise.all([isFullLength && scenarios().then((isWell) => results.push(isWell)), ...Array.from({ length: atOnce }, work)]);
  const broken = results.filter((isWell) => !isWell).length;
  console.log(broken === 0 ? 'All alive, every request settled, nothing doubled.' : `${broken} of ${results.length} parts broke a promise.`);
  return broken === 0;
}

process.exit((await (isOneOfMany ? soakSeed(first) : soakAll())) ? 0 : 1);
