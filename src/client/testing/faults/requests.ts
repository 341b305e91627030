import { expect } from 'chai';
import { pause } from '../fault-rig.js';
import { actions, cuts, everything, silences, type Scenario } from './scenario.js';

export function inFlight(): Scenario[] {
  const lost = [...cuts.slice(0, 6), ...cuts.filter(({ name }) => /1001|1011|1012/.test(name))].flatMap((cut) =>
    actions.map((action): Scenario => ({
      name: `in flight (${action}): ${cut.name}`,
      options: everything,
      async run(rig) {
        await rig.connected();
        rig.sandbox.hooks.ignore({ ...rig.target, count: 1 });
        const request = rig.request(action);
        await rig.arrived();
        expect(request.outcome).to.equal(undefined);
        cut.strike(rig);
        await rig.settles(request, 'CONNECTION_LOST');
        await rig.recovers();
      },
    })),
  );
  const ended = [1000, 4401].flatMap((code) =>
    actions.map((action): Scenario => ({
      name: `in flight (${action}): close code ${code}`,
      options: everything,
      async run(rig) {
        await rig.connected();
        rig.sandbox.hooks.ignore({ ...rig.target, count: 1 });
        const request = rig.request(action);
        await rig.arrived();
        rig.sandbox.hooks.close({ ...rig.target, code });
        await rig.settles(request, 'CONNECTION_LOST');
        await rig.ends('serverDisconnect');
      },
    })),
  );
  const silent = silences.flatMap((silence) =>
    actions.map((action): Scenario => ({
      name: `in flight (${action}): ${silence.name}`,
      options: { ...everything, isImpatient: true },
      async run(rig) {
        await rig.connected();
        const before = rig.attempts.length;
        silence.strike(rig);
        const request = rig.request(action);
        await rig.settles(request, 'REQUEST_TIMEOUT');
        rig.sandbox.hooks.thaw(rig.target);
        await rig.proxy.heal();
        await rig.recovers();
        expect(rig.attempts.length, 'a dead connection is replaced').to.be.above(before);
      },
    })),
  );
  const swallowed = actions.map((action): Scenario => ({
    name: `in flight (${action}): no answer on a link that is heard from`,
    options: { ...everything, isImpatient: true },
    async run(rig) {
      await rig.connected();
      rig.sandbox.hooks.ignore({ ...rig.target, count: 1 });
      const request = rig.request(action);
      await rig.arrived();
      await pause(5);
      rig.sandbox.hooks.sendMessage({ roomArn: rig.roomArn, userId: 'room', content: 'still here' });
      await rig.settles(request, 'REQUEST_TIMEOUT');
      await rig.recovers();
      expect(rig.attempts.length, 'a living connection stays').to.equal(1);
    },
  }));
  const refused = [400, 403, 404, 406, 413, 429, 500].map((errorCode): Scenario => ({
    name: `in flight: refused with ERROR ${errorCode}`,
    options: everything,
    async run(rig) {
      await rig.connected();
      rig.sandbox.hooks.fail({ ...rig.target, errorCode, count: 1 });
      await rig.settles(rig.request('send'), 'REQUEST_REFUSED');
      await rig.recovers();
      expect(rig.attempts.length).to.equal(1);
    },
  }));
  const unable = actions.map((action): Scenario => ({
    name: `in flight (${action}): a token without the capability`,
    options: { capabilities: [] },
    async run(rig) {
      await rig.connected();
      await rig.settles(rig.request(action), 'REQUEST_REFUSED');
      expect(rig.attempts.length).to.equal(1);
    },
  }));
  const expired: Scenario = {
    name: 'in flight: refused with ERROR 401, a new connection follows',
    options: everything,
    async run(rig) {
      await rig.connected();
      rig.sandbox.hooks.fail({ ...rig.target, errorCode: 401, count: 1 });
      await rig.settles(rig.request('send'), 'REQUEST_REFUSED');
      await rig.until(() => rig.attempts.length >= 2, 'a new token');
      await rig.recovers();
    },
  };
  return [...lost, ...ended, ...silent, ...swallowed, ...refused, ...unable, expired];
}

export function slowLines(): Scenario[] {
  const lines = [
    ['latency', { latencyMs: 60 }],
    ['jitter', { jitterMs: 60 }],
    ['latency and jitter', { latencyMs: 40, jitterMs: 40 }],
    ['a throttle', { bytesPerSecond: 20_000 }],
  ] as const;
  return lines.flatMap(([name, rules]) =>
    actions.map((action): Scenario => ({
      name: `slow line (${action}): ${name}`,
      options: everything,
      async run(rig) {
        rig.proxy.line(rules);
        await rig.connected();
        await rig.settles(rig.request(action), 'resolved');
        await rig.recovers();
        expect(rig.attempts.length).to.equal(1);
      },
    })),
  );
}
