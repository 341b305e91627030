// npm run soak: 100 clients in chaos for 10 minutes, with ten seeds, one after the other; and beside the first, a dozen scenarios with the
// client's own times. `--clients=100 --minutes=10 --seeds=10 --seed=1 --twentieth` (times at a twentieth: twenty times the trouble).
import { tsImport } from 'tsx/esm/api';

/** @param {string} name @param {number} fallback */
const argument = (name, fallback) => Number(process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const clients = argument('clients', 100);
const minutes = argument('minutes', 10);
const seeds = argument('seeds', 10);
const first = argument('seed', 1);
const isFullLength = !process.argv.includes('--twentieth');

// One namespace for all, so that the classes of the client are the same everywhere.
const { createSandbox, fullLengthFaults, soak } = await tsImport('../src/client/testing/soak-parts.ts', import.meta.url);
const sandbox = await createSandbox();
let broken = 0;

/** @param {readonly string[]} faults */
function report(faults) {
  broken += faults.length;
  for (const fault of faults) console.log(`  ${fault}`);
}

if (isFullLength) {
  const started = performance.now();
  const { names, faults } = await fullLengthFaults(sandbox);
  console.log(`${names.length} scenarios at full length in ${((performance.now() - started) / 1000).toFixed(0)} s: ${faults.length} broken`);
  report(faults);
}
for (let seed = first; seed < first + seeds; seed++) {
  const { faults, outcomes, connects, attempts, renewals, messages } = await soak(sandbox, { clients, minutes, seed, isFullLength });
  const requests = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  console.log(
    `seed ${seed}: ${clients} clients, ${minutes} min, ${attempts} attempts, ${connects} connections, ${renewals} renewals, ${messages} messages; ` +
      `${requests.join(', ')}; ${faults.length} broken, ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`,
  );
  report(faults);
}
await sandbox.close();
console.log(broken === 0 ? 'All alive, every request settled, nothing doubled.' : `${broken} clients or scenarios broke a promise.`);
process.exit(broken === 0 ? 0 : 1);
