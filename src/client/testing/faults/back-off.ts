import { expect } from 'chai';
import { limiter } from '../fast-timing.js';
import { pause, type FaultRig } from '../fault-rig.js';
import { doors, everything, type Scenario } from './scenario.js';
import { healsAfter } from './twice.js';

export function backOff(): Scenario[] {
  const waiting = async (rig: FaultRig): Promise<void> => {
    await rig.connected();
    await rig.proxy.door('refuse');
    rig.proxy.reset();
    await rig.until(() => rig.attempts.length >= 3, 'two failed attempts');
  };
  const second = doors.map((door): Scenario => ({
    name: `back-off: the refusal turns into "${door}"`,
    options: { ...everything, isImpatient: true },
    async run(rig) {
      await waiting(rig);
      await rig.proxy.door(door);
      await healsAfter(rig, 2);
    },
  }));
  return [
    ...second,
    {
      name: 'back-off: woken up when the network is back',
      options: everything,
      async run(rig) {
        await waiting(rig);
        await pause(limiter.windowMs);
        await rig.proxy.heal();
        rig.wakeUp();
        await rig.until(() => rig.room.state === 'connected', 'a quick return', 500);
        await rig.recovers();
      },
    },
    {
      name: 'back-off: woken up a thousand times',
      options: everything,
      async run(rig) {
        await waiting(rig);
        for (let burst = 0; burst < 50; burst++) {
          for (let wake = 0; wake < 20; wake++) rig.wakeUp();
          await pause(10);
        }
        await rig.proxy.heal();
        await rig.recovers();
      },
    },
    {
      name: 'back-off: disconnect() and connect() a hundred times',
      options: everything,
      async run(rig) {
        await waiting(rig);
        for (let turn = 0; turn < 100; turn++) {
          rig.room.disconnect();
          rig.room.connect();
          await pause(3);
        }
        await rig.proxy.heal();
        await rig.recovers();
      },
    },
    {
      name: 'back-off: the room is told that it is not connected',
      options: everything,
      async run(rig) {
        await waiting(rig);
        expect(() => rig.request('send')).to.throw(Error).with.property('code', 'NOT_CONNECTED');
        rig.requests.length = 0;
        await rig.proxy.heal();
        await rig.recovers();
      },
    },
  ];
}
