import type { Sandbox } from '../../../../demo/server/sandbox.js';
import { FaultRig } from '../fault-rig.js';
import type { Scenario } from './scenario.js';

/** The error of a scenario, `undefined` when everything held. */
export async function runScenario(sandbox: Sandbox, scenario: Scenario): Promise<Error | undefined> {
  const rig = await FaultRig.open(sandbox, scenario.options);
  try {
    await scenario.run(rig);
    await rig.close();
    return undefined;
  } catch (error) {
    await rig.abandon();
    return error instanceof Error ? error : new Error(String(error));
  }
}
