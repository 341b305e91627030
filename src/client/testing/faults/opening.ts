import { expect } from 'chai';
import type { Fuse } from '../fault-proxy.js';
import { doors, everything, finalCodes, type Scenario } from './scenario.js';
import { healsAfter, twice } from './twice.js';

const statuses = [400, 401, 403, 404, 429, 500, 502, 503, 504];

const fuses: readonly Fuse[] = (['down', 'up'] as const).flatMap((direction) =>
  (['reset', 'close', 'freeze', 'blackhole'] as const).flatMap((how) => [1, 60].map((bytes) => ({ direction, bytes, how }))),
);

export function tcpConnect(): Scenario[] {
  const heals = doors.flatMap((door) =>
    [1, 3].flatMap((attempts) =>
      twice(`TCP connect: the door is "${door}" for ${attempts} attempts`, (rig) => rig.proxy.door(door), (rig) => healsAfter(rig, attempts), { ...everything, isImpatient: true }),
    ),
  );
  const limited = doors.flatMap((door) =>
    [0, 2].map((maxReconnectAttempts): Scenario => ({
      name: `TCP connect: the door is "${door}" and only ${maxReconnectAttempts} reconnections are wanted`,
      options: { maxReconnectAttempts, isImpatient: true },
      async run(rig) {
        await rig.proxy.door(door);
        rig.room.connect();
        await rig.ends('socketError');
        expect(rig.attempts.length).to.equal(1 + maxReconnectAttempts);
      },
    })),
  );
  return [...heals, ...limited];
}

export function upgrade(): Scenario[] {
  const refused = statuses.flatMap((status) =>
    twice(
      `upgrade: refused with HTTP ${status} three times`,
      (rig) => rig.sandbox.hooks.refuse({ ...rig.target, mode: 'status', status, count: 3 }),
      async (rig) => {
        await rig.recovers();
        expect(rig.attempts.length).to.be.at.least(4);
      },
      everything,
    ),
  );
  const cutOff = fuses.flatMap((fuse) =>
    twice(
      `upgrade: ${fuse.how} after ${fuse.bytes} bytes ${fuse.direction}`,
      (rig) => rig.proxy.fuse(fuse),
      (rig) => healsAfter(rig, 1),
      { isImpatient: true },
    ),
  );
  const acceptedThenClosed = [1001, 1008, 1011, 1013, 3000].map((closeCode): Scenario => ({
    name: `upgrade: accepted and closed with ${closeCode}, six times`,
    options: everything,
    async run(rig) {
      rig.sandbox.hooks.refuse({ ...rig.target, mode: 'close', closeCode, count: 6 });
      rig.room.connect();
      await rig.until(() => rig.attempts.length >= 7, 'the seventh attempt');
      await rig.recovers();
    },
  }));
  const acceptedThenEnded = finalCodes.map((closeCode): Scenario => ({
    name: `upgrade: accepted and closed with ${closeCode} is final`,
    async run(rig) {
      rig.sandbox.hooks.refuse({ ...rig.target, mode: 'close', closeCode });
      rig.room.connect();
      await rig.ends('serverDisconnect');
      expect(rig.attempts.length).to.equal(1);
    },
  }));
  return [...refused, ...cutOff, ...acceptedThenClosed, ...acceptedThenEnded];
}
