import { expect } from 'chai';
import { fastTiming } from '../fast-timing.js';
import { pause } from '../fault-rig.js';
import { cuts, everything, finalCodes, silences, type Scenario } from './scenario.js';

export function justOpen(): Scenario[] {
  return [
    ...cuts.map((cut): Scenario => ({
      name: `just open: ${cut.name}`,
      options: everything,
      async run(rig) {
        const stop = rig.room.addListener('connect', () => {
          stop();
          cut.strike(rig);
        });
        rig.room.connect();
        await rig.until(() => rig.attempts.length > 1, 'another attempt');
        await rig.recovers();
      },
    })),
    ...[1000, 4401].map((code): Scenario => ({
      name: `just open: close code ${code} is final`,
      async run(rig) {
        rig.room.addListener('connect', () => void rig.sandbox.hooks.close({ ...rig.target, code }));
        rig.room.connect();
        await rig.ends('serverDisconnect');
      },
    })),
    {
      name: 'just open: dropped each time, ten times over',
      options: everything,
      async run(rig) {
        let drops = 0;
        rig.room.addListener('connect', () => {
          if (drops++ < 10) rig.proxy.reset();
        });
        rig.room.connect();
        await rig.until(() => drops > 10, 'the eleventh connection', 12_000);
        await rig.recovers();
      },
    },
  ];
}

export function idle(): Scenario[] {
  return [
    ...cuts.map((cut): Scenario => ({
      name: `idle: ${cut.name}`,
      options: everything,
      async run(rig) {
        await rig.connected();
        await pause(fastTiming.minUptimeMs * 1.2);
        cut.strike(rig);
        await rig.until(() => rig.attempts.length > 1, 'another attempt');
        await rig.recovers();
        expect(rig.names()).to.deep.equal(['connecting', 'connect', 'connecting', 'connect']);
      },
    })),
    ...finalCodes.map((code): Scenario => ({
      name: `idle: close code ${code} is final`,
      async run(rig) {
        await rig.connected();
        rig.sandbox.hooks.close({ ...rig.target, code });
        await rig.ends('serverDisconnect');
      },
    })),
    ...[false, true].map((anonymous): Scenario => ({
      name: `idle: kicked, ${anonymous ? 'own name unknown' : 'own name known'}`,
      options: { anonymous },
      async run(rig) {
        await rig.connected();
        rig.sandbox.hooks.disconnectUser({ ...rig.target, userId: rig.userId });
        await rig.ends('serverDisconnect', 'kicked');
      },
    })),
    {
      name: 'idle: somebody else is kicked',
      options: everything,
      async run(rig) {
        await rig.connected();
        rig.sandbox.hooks.disconnectUser({ ...rig.target, userId: 'somebody-else' });
        await rig.recovers();
        expect(rig.attempts.length).to.equal(1);
      },
    },
    ...silences.map((silence): Scenario => ({
      name: `idle: ${silence.name}, found out by a person's request`,
      options: { ...everything, isImpatient: true },
      async run(rig) {
        await rig.connected();
        silence.strike(rig);
        await rig.settles(rig.request('send'), 'REQUEST_TIMEOUT');
        rig.sandbox.hooks.thaw(rig.target);
        await rig.proxy.heal();
        await rig.recovers();
      },
    })),
  ];
}
