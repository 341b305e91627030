import { expect } from 'chai';
import { ChatTokenError, type ChatToken } from '../../index.js';
import { pause, type FaultRig, type RigOptions } from '../fault-rig.js';
import { actions, cuts, doors, everything, type Scenario } from './scenario.js';

export function handover(): Scenario[] {
  const sessionMs = 2000;
  const options: RigOptions = { ...everything, sessionMs, isImpatient: true };
  const renewing = async (rig: FaultRig): Promise<void> => {
    await rig.connected();
    await pause(sessionMs * 0.6);
    expect(rig.attempts.length).to.equal(1);
  };
  const nothingSeen = (rig: FaultRig): void => {
    const names = rig.names();
    expect(names.slice(names.indexOf('connect'))).to.deep.equal(['connect']);
  };
  const renewed = (rig: FaultRig): Promise<void> => rig.until(() => rig.room.stats.renewals >= 1, 'a renewal');

  const failedFirst = doors.map((door): Scenario => ({
    name: `handover: the new connection's door is "${door}", then open`,
    options,
    async run(rig) {
      await renewing(rig);
      await rig.proxy.door(door);
      await rig.until(() => rig.attempts.length >= 2, 'a try');
      await pause(20);
      await rig.proxy.door('open');
      await renewed(rig);
      nothingSeen(rig);
      await rig.recovers();
    },
  }));
  const broken = (['reset', 'freeze', 'blackhole', 'close'] as const).map((how): Scenario => ({
    name: `handover: the new connection breaks off by ${how}`,
    options,
    async run(rig) {
      await renewing(rig);
      rig.proxy.fuse({ direction: 'down', bytes: 30, how });
      await rig.until(() => rig.attempts.length >= 2, 'a try');
      await pause(20);
      rig.proxy.fuse(undefined);
      await renewed(rig);
      nothingSeen(rig);
      await rig.recovers();
    },
  }));
  const tokens: readonly (readonly [string, () => Promise<ChatToken>])[] = [
    ['an error', () => Promise.reject(new Error('no'))],
    ['503', () => Promise.reject(new ChatTokenError('no', { status: 503, retryAfterMs: 50 }))],
    ['garbage', () => Promise.resolve({} as ChatToken)],
  ];
  const noToken = tokens.map(([name, answer]): Scenario => ({
    name: `handover: the token service answers ${name}, then a token`,
    options: { ...options, token: (fetchToken, call) => (call === 2 ? answer() : fetchToken()) },
    async run(rig) {
      await rig.connected();
      await renewed(rig);
      nothingSeen(rig);
      await rig.recovers();
    },
  }));
  const oldLost = cuts.slice(0, 5).map((cut): Scenario => ({
    name: `handover: ${cut.name} hits both connections`,
    options,
    async run(rig) {
      await renewing(rig);
      await rig.until(() => rig.sockets.length === 2, 'the second connection');
      cut.strike(rig);
      await rig.recovers();
    },
  }));
  const latencies = ([[0, 0], [40, 0], [0, 40], [30, 60], [100, 20]] as const).map(([before, after]): Scenario => ({
    name: `handover: from ${before} ms to ${after} ms of latency, nothing lost and nothing doubled`,
    options,
    async run(rig) {
      rig.proxy.line({ latencyMs: before });
      await rig.connected();
      // Lines keep the rules they had: only the new connection gets the new latency.
      rig.proxy.lineOfNewcomers({ latencyMs: after });
      const sent: string[] = [];
      const end = performance.now() + sessionMs + 600;
      while (performance.now() < end) {
        sent.push(rig.sandbox.hooks.sendMessage({ roomArn: rig.roomArn, userId: 'room', content: 'tick' }).id);
        await pause(10);
      }
      await pause(2 * Math.max(before, after) + 50);
      const heard = rig.messages.map(({ id }) => id);
      expect(rig.room.stats.renewals).to.be.at.least(1);
      expect(sent.filter((id) => !heard.includes(id)), 'lost').to.deep.equal([]);
      expect(heard.length, 'doubled').to.equal(sent.length);
      nothingSeen(rig);
    },
  }));
  const pending = actions.map((action): Scenario => ({
    name: `handover: a request in flight (${action}) settles on the old connection`,
    options,
    async run(rig) {
      rig.proxy.line({ latencyMs: 150 }, 'up');
      await rig.connected();
      rig.proxy.lineOfNewcomers({ latencyMs: 0 });
      await rig.until(() => rig.sockets.length === 2, 'the second connection');
      await rig.settles(rig.request(action), 'resolved');
      nothingSeen(rig);
    },
  }));
  const missed: Scenario = {
    name: 'handover: no token until the session ends, then a token',
    options: { ...options, token: (fetchToken, call) => (call === 1 || call > 8 ? fetchToken() : Promise.reject(new Error('no'))) },
    async run(rig) {
      await rig.connected();
      await pause(sessionMs);
      rig.sandbox.hooks.close({ ...rig.target, code: 1000 });
      await rig.until(() => rig.attempts.length > 8, 'the ninth attempt', 12_000);
      await rig.recovers();
    },
  };
  return [...failedFirst, ...broken, ...noToken, ...oldLost, ...latencies, ...pending, missed];
}
