import { expect } from 'chai';
import { createSandbox, type Sandbox } from '../../demo/server/sandbox.js';
import { backOff } from './testing/faults/back-off.js';
import { handover } from './testing/faults/handover.js';
import { leaving } from './testing/faults/leaving.js';
import { idle, justOpen } from './testing/faults/open.js';
import { tcpConnect, upgrade } from './testing/faults/opening.js';
import { inFlight, slowLines } from './testing/faults/requests.js';
import { runScenario } from './testing/faults/run.js';
import type { Scenario } from './testing/faults/scenario.js';
import { tokenFetch } from './testing/faults/token-fetch.js';

const scenarios: readonly Scenario[] = [
  ...tokenFetch(),
  ...tcpConnect(),
  ...upgrade(),
  ...justOpen(),
  ...idle(),
  ...inFlight(),
  ...slowLines(),
  ...backOff(),
  ...handover(),
  ...leaving(),
];

/** So many scenarios run at a time, each with its own client, room and proxy. */
const abreast = 16;

describe('ChatRoom under faults, times at a twentieth', () => {
  let sandbox: Sandbox;
  const outcomes = new Map<Scenario, { promise: Promise<unknown>; done(error: unknown): void }>();
  for (const scenario of scenarios) {
    let done = (_error: unknown): void => undefined;
    const promise = new Promise<unknown>((resolve) => (done = resolve));
    outcomes.set(scenario, { promise, done });
  }

  before(async () => {
    sandbox = await createSandbox();
    const only = process.env['FAULT'];
    const waiting = scenarios.filter(({ name }) => only === undefined || name.includes(only));
    const work = async (): Promise<void> => {
      for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
        outcomes.get(scenario)?.done(await runScenario(sandbox, scenario));
      }
    };
    for (let worker = 0; worker < abreast; worker++) void work();
  });

  after(() => sandbox.close());

  it('has at least 200 scenarios, each with its own name', () => {
    expect(scenarios.length).to.be.at.least(200);
    expect(new Set(scenarios.map(({ name }) => name)).size).to.equal(scenarios.length);
  });

  for (const scenario of scenarios) {
    if (process.env['FAULT'] !== undefined && !scenario.name.includes(process.env['FAULT'])) continue;
    it(scenario.name, async () => {
      const error = await outcomes.get(scenario)?.promise;
      if (error !== undefined) throw error;
    }).timeout(90_000);
  }
});
