import { expect } from 'chai';
import type { FaultRig, RigOptions } from '../fault-rig.js';
import { actions, doors, everything, silences, type Scenario } from './scenario.js';

/** `disconnect()` in every phase: `close()` of the rig sees that nothing stays alive. */
export function leaving(): Scenario[] {
  const leave = (name: string, prepare: (rig: FaultRig) => Promise<void>, options: RigOptions = everything): Scenario => ({
    name: `disconnect() ${name}`,
    options,
    async run(rig) {
      await prepare(rig);
      rig.room.disconnect();
      expect(rig.room.state).to.equal('disconnected');
      expect(rig.liveSockets, 'live sockets').to.equal(0);
      expect(rig.events.at(-1)).to.include({ name: 'disconnect', reason: 'clientDisconnect' });
    },
  });
  const hanging: RigOptions = { token: () => new Promise(() => undefined) };
  return [
    leave('in the same breath as connect()', async (rig) => rig.room.connect()),
    leave(
      'while the token is fetched',
      async (rig) => {
        rig.room.connect();
        await rig.until(() => rig.attempts.length === 1, 'the token call');
      },
      hanging,
    ),
    ...doors.map((door) =>
      leave(`while the door is "${door}"`, async (rig) => {
        await rig.proxy.door(door);
        rig.room.connect();
        await rig.until(() => rig.sockets.length >= 1, 'a socket');
      }),
    ),
    leave('while the upgrade hangs', async (rig) => {
      rig.sandbox.hooks.refuse({ ...rig.target, mode: 'hang' });
      rig.room.connect();
      await rig.until(() => rig.proxy.alive === 1, 'a connection');
    }),
    leave('from the connect listener', async (rig) => {
      let left = false;
      rig.room.addListener('connect', () => {
        rig.room.disconnect();
        left = true;
      });
      rig.room.connect();
      await rig.until(() => left, 'the listener');
      rig.room.connect();
    }),
    ...actions.map((action) =>
      leave(`with a request in flight (${action})`, async (rig) => {
        await rig.connected();
        rig.sandbox.hooks.ignore({ ...rig.target, count: 1 });
        const request = rig.request(action);
        rig.room.addListener('disconnect', () => undefined);
        rig.room.disconnect();
        await rig.settles(request, 'NOT_CONNECTED');
        rig.room.connect();
        await rig.until(() => rig.room.state === 'connected', 'the second time');
      }),
    ),
    ...silences.map((silence) =>
      leave(`on ${silence.name}`, async (rig) => {
        await rig.connected();
        silence.strike(rig);
      }),
    ),
    leave(
      'during a handover',
      async (rig) => {
        await rig.connected();
        await rig.until(() => rig.sockets.length === 2, 'the second connection');
      },
      { ...everything, sessionMs: 1500 },
    ),
    leave('in back-off', async (rig) => {
      await rig.connected();
      await rig.proxy.door('refuse');
      rig.proxy.reset();
      await rig.until(() => rig.attempts.length >= 3, 'two failed attempts');
    }),
  ];
}
