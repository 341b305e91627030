import { expect } from 'chai';
import { VirtualTime } from '../../bench/simulate/virtual-time.js';
import { ChatRoom, type WebSocketClass } from './index.js';
import { messageFrame } from './testing/frames.js';
import { PlainSocket } from './testing/plain-socket.js';
import { sessionToken } from './testing/room-rig.js';
import { seededRandom } from './testing/seeded-random.js';

const MESSAGES = 100_000;
const EVERY_MS = 10;
const LONGEST_PATH_MS = 2_000;

describe('Handovers under load', () => {
  it('lose none and double none of 100,000 messages at 100 a second, on paths of 0 to 2 s', async () => {
    const time = new VirtualTime(1_000_000);
    const random = seededRandom(20_260_301);
    const served = new Set<SlowSocket>();

    /** A connection with a latency of its own, which wavers; bytes never overtake each other. */
    class SlowSocket extends PlainSocket {
      readonly #latencyMs = LONGEST_PATH_MS * random();
      #lastAt = 0;

      constructor() {
        super();
        // The server counts it in, and sends to it, before the client sees it open.
        time.setTimeout(() => {
          if (this.readyState > 1) return;
          served.add(this);
          this.#arrive(() => this.open());
        }, this.#latencyMs / 2);
      }

      carry(text: string): void {
        this.#arrive(() => this.deliver(text));
      }

      override close(): void {
        served.delete(this);
        super.close();
      }

      #arrive(what: () => void): void {
        this.#lastAt = Math.max(this.#lastAt, time.now() + this.#latencyMs * (0.5 + random() / 2));
        time.setTimeout(() => this.readyState < 2 && what(), this.#lastAt - time.now());
      }
    }

    const room = new ChatRoom({
      regionOrUrl: 'us-west-2',
      tokenProvider: async () => sessionToken(1),
      WebSocket: SlowSocket as unknown as WebSocketClass,
      clock: time,
      random,
      wakeUp: null,
    });
    const told: string[] = [];
    for (const name of ['connecting', 'disconnect'] as const) room.addListener(name, () => told.push(name));
    const received = new Map<string, number>();
    room.addListener('message', ({ id }) => received.set(id, (received.get(id) ?? 0) + 1));
    room.connect();
    await time.pass(LONGEST_PATH_MS * 2);

    const ids: string[] = [];
    for (let message = 0; message < MESSAGES; message++) {
      const frame = messageFrame('x');
      ids.push(frame['Id'] as string);
      const text = JSON.stringify(frame);
      for (const socket of served) socket.carry(text);
      await time.pass(EVERY_MS);
    }
    await time.pass(LONGEST_PATH_MS);

    const { stats } = room;
    room.disconnect();
    expect(ids.filter((id) => !received.has(id)).length, 'lost').to.equal(0);
    expect(ids.filter((id) => (received.get(id) ?? 0) > 1).length, 'doubled').to.equal(0);
    expect(told).to.deep.equal(['connecting', 'disconnect']);
    expect(stats.renewals, 'handovers').to.be.above(15);
    expect(stats.duplicates, 'messages that came over both connections').to.be.above(1_000);
    expect(stats).to.include({ framesIn: MESSAGES + stats.duplicates, framesDropped: 0, connects: stats.renewals + 1 });
  }).timeout(60_000);
});
