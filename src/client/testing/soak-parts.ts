import type { Sandbox } from '../../../demo/server/sandbox.js';
import { backOff } from './faults/back-off.js';
import { idle } from './faults/open.js';
import { tcpConnect, upgrade } from './faults/opening.js';
import { inFlight } from './faults/requests.js';
import { runScenario } from './faults/run.js';
import { tokenFetch } from './faults/token-fetch.js';

export { createSandbox } from '../../../demo/server/sandbox.js';
export { soak } from './soak.js';

const names = [
  'token fetch: a promise for ever, twice, at the first connection',
  'token fetch: a ChatTokenError 503 with Retry-After, twice, at a reconnection',
  'TCP connect: the door is "hang" for 1 attempts, at a reconnection',
  'TCP connect: the door is "refuse" for 3 attempts, at a reconnection',
  'upgrade: refused with HTTP 503 three times, at a reconnection',
  'upgrade: freeze after 1 bytes down, at the first connection',
  'idle: a reset',
  'idle: close code 1001',
  'idle: a black hole both ways, found out by a person\'s request',
  'in flight (send): a freeze both ways',
  'in flight (delete): no answer on a link that is heard from',
  'back-off: woken up a thousand times',
];

/** A dozen of the scenarios with the client's own times, side by side. */
export async function fullLengthFaults(sandbox: Sandbox): Promise<{ names: readonly string[]; faults: readonly string[] }> {
  const all = [...tokenFetch(), ...tcpConnect(), ...upgrade(), ...idle(), ...inFlight(), ...backOff()];
  const chosen = names.map((name) => {
    const found = all.find((scenario) => scenario.name === name);
    if (!found) throw new Error(`No scenario ${name}`);
    return { ...found, options: { ...found.options, isFullLength: true } };
  });
  const errors = await Promise.all(chosen.map((scenario) => runScenario(sandbox, scenario)));
  return { names, faults: errors.flatMap((error, at) => (error === undefined ? [] : [`${names[at]}: ${error.message}`])) };
}
