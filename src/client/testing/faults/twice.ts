import { expect } from 'chai';
import { limiter } from '../fast-timing.js';
import { pause, type FaultRig, type RigOptions } from '../fault-rig.js';
import type { Scenario } from './scenario.js';

/** Runs once as the first connection of a room, once as the reconnection after a loss. */
export function twice(name: string, strike: (rig: FaultRig) => Promise<void> | void, then: (rig: FaultRig) => Promise<void>, options: RigOptions = {}): Scenario[] {
  return [
    {
      name: `${name}, at the first connection`,
      options,
      async run(rig) {
        await strike(rig);
        rig.room.connect();
        await then(rig);
      },
    },
    {
      name: `${name}, at a reconnection`,
      options,
      async run(rig) {
        await rig.connected();
        await strike(rig);
        rig.proxy.reset();
        await then(rig);
      },
    },
  ];
}

/** Heals everything after so many attempts that failed. */
export async function healsAfter(rig: FaultRig, attempts: number): Promise<void> {
  const goal = rig.attempts.length + attempts;
  await rig.until(() => rig.attempts.length >= goal, `${attempts} attempts`);
  await pause(limiter.windowMs / 5);
  expect(rig.room.state).to.not.equal('connected');
  await rig.proxy.heal();
  await rig.tokenProxy?.heal();
  await rig.recovers();
}
