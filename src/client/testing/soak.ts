import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Sandbox } from '../../../demo/server/sandbox.js';
import { FaultRig, pause, type RigOptions } from './fault-rig.js';
import { literalFrames } from './frames.js';
import { seededRandom } from './seeded-random.js';

export interface SoakOptions {
  readonly clients: number;
  readonly minutes: number;
  readonly seed: number;
  /** The client's own times instead of a twentieth of them. The minutes are not scaled. */
  readonly isFullLength: boolean;
}

export interface SoakResult {
  /** One sentence for each client that did not hold its promises. */
  readonly faults: readonly string[];
  readonly connects: number;
  readonly attempts: number;
  readonly renewals: number;
  readonly messages: number;
  /** Frames that came over two connections and were told once. */
  readonly duplicates: number;
  /** The longest time that the machine left this process waiting: where it is near the client's limits, faults may be the machine's. */
  readonly standstillMs: number;
  /** How the requests ended, and how often. */
  readonly outcomes: Readonly<Record<string, number>>;
}

type Chance = () => number;
type Trouble = (rig: FaultRig, random: Chance) => unknown;

const codes = [1000, 1001, 1006, 1008, 1011, 1012, 3000, 4000];
const directions = ['up', 'down', 'both'] as const;
const pick = <T>(list: readonly T[], random: Chance): T => list[Math.floor(random() * list.length)] as T;

const troubles: readonly Trouble[] = [
  ({ proxy }) => proxy.reset(),
  ({ proxy }) => proxy.cutPolitely(),
  ({ proxy }, random) => proxy.halfClose(pick(['up', 'down'], random)),
  async ({ proxy }, random) => {
    await proxy.door(pick(['reset', 'close', 'hang', 'refuse'], random));
    if (random() < 0.7) proxy.reset();
  },
  ({ proxy }, random) => proxy.freeze(pick(directions, random)),
  ({ proxy }, random) => proxy.blackhole(pick(directions, random)),
  ({ proxy }, random) => proxy.line({ latencyMs: 200 * random(), jitterMs: 100 * random() }),
  ({ proxy }, random) => proxy.line({ bytesPerSecond: 2000 + 50_000 * random() }),
  ({ proxy }, random) => proxy.fuse({ direction: pick(['up', 'down'], random), bytes: 1 + Math.floor(random() * 400), how: pick(['reset', 'close', 'freeze', 'blackhole'], random) }),
  ({ sandbox, target }) => sandbox.hooks.drop(target),
  ({ sandbox, target }, random) => {
    const code = pick(codes, random);
    return code === 1006 ? sandbox.hooks.drop(target) : sandbox.hooks.close({ ...target, code });
  },
  ({ sandbox, target }, random) => sandbox.hooks.refuse({ ...target, mode: pick(['status', 'reset', 'close'], random), count: 2 }),
  ({ sandbox, target }, random) => sandbox.hooks.fail({ ...target, errorCode: pick([400, 401, 429, 500], random), count: 1 }),
  ({ sandbox, target }) => sandbox.hooks.ignore({ ...target, count: 1 }),
  ({ sandbox, target }) => sandbox.hooks.send({ ...target, text: literalFrames[0]!.slice(0, 30) }),
  ({ sandbox, target }) => sandbox.hooks.send({ ...target, raw: '//////////8=' }),
  ({ sandbox, roomArn, userId }) => sandbox.hooks.disconnectUser({ roomArn, userId }),
  (rig) => rig.wakeUp(),
  (rig) => rig.room.disconnect(),
];

/** Many clients in all kinds of trouble, while people talk. At the end the network is healthy and everybody must be well. */
export async function soak(sandbox: Sandbox, options: SoakOptions): Promise<SoakResult> {
  const { clients, minutes, seed, isFullLength } = options;
  const delay = monitorEventLoopDelay();
  delay.enable();
  const end = performance.now() + minutes * 60_000;
  const pace = isFullLength ? 1 : 1 / 20;
  const rigs: FaultRig[] = [];
  const faults: string[] = [];
  const live = async (index: number): Promise<void> => {
    const random = seededRandom(seed * 100_003 + index);
    const rigOptions: RigOptions = {
      capabilities: ['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER'],
      isImpatient: true,
      isFullLength,
      sessionMs: (60_000 + 120_000 * random()) * pace,
      token: (fetchToken) => (random() < 0.1 ? Promise.reject(new Error('no token this time')) : fetchToken()),
    };
    const rig = await FaultRig.open(sandbox, rigOptions);
    rigs.push(rig);
    try {
      rig.room.connect();
      await Promise.all([torment(rig, random, end, pace), people(rig, random, end, pace)]);
      await rig.sandbox.hooks.thaw(rig.target);
      await rig.proxy.heal();
      await comeBack(rig);
      await rig.close();
    } catch (error) {
      faults.push(`client ${index}: ${String(error)}`);
      await rig.abandon();
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => live(index)));
  delay.disable();

  const outcomes: Record<string, number> = {};
  for (const { outcome = 'never settled' } of rigs.flatMap(({ requests }) => requests)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const sum = (of: (rig: FaultRig) => number): number => rigs.reduce((total, rig) => total + of(rig), 0);
  return {
    faults,
    outcomes,
    connects: sum(({ room }) => room.stats.connects),
    attempts: sum(({ room }) => room.stats.attempts),
    renewals: sum(({ room }) => room.stats.renewals),
    messages: sum(({ messages }) => messages.length),
    duplicates: sum(({ room }) => room.stats.duplicates),
    standstillMs: Math.round(delay.max / 1e6),
  };
}

/** A close that was held up may arrive only now, and be final. */
async function comeBack(rig: FaultRig): Promise<void> {
  const stop = rig.room.addListener('disconnect', () => rig.room.connect());
  if (rig.room.state === 'disconnected') rig.room.connect();
  await rig.recovers();
  stop();
}

async function torment(rig: FaultRig, random: Chance, end: number, pace: number): Promise<void> {
  while (performance.now() < end) {
    await pause(Math.min(random() * 15_000 * pace, end - performance.now()));
    await pick(troubles, random)(rig, random);
    await pause(Math.max(0, Math.min(random() * 20_000 * pace, end - performance.now())));
    await rig.sandbox.hooks.thaw(rig.target);
    await rig.proxy.heal();
  }
}

/** Somebody speaks in the room, and the client's own user acts, comes back after a final close, and now and then leaves a page. */
async function people(rig: FaultRig, random: Chance, end: number, pace: number): Promise<void> {
  while (performance.now() < end) {
    await pause(Math.min(random() * 4000 * pace, Math.max(0, end - performance.now())));
    rig.sandbox.hooks.sendMessage({ roomArn: rig.roomArn, userId: 'room', content: 'somebody speaks' });
    if (rig.room.state === 'disconnected') rig.room.connect();
    else if (rig.room.state === 'connected') rig.request(pick(['send', 'send', 'delete', 'disconnectUser'], random));
  }
}
