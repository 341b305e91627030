import { makeRoom, connected, type Name, type Room } from './contestants.js';
import { BenchSocket } from './fake-socket.js';
import { messageFrame } from './frames.js';

const perRound = 100_000;
/** Small enough that a mood of the machine lasts for many turns of both. */
const perTurn = 2_000;

interface Contestant {
  readonly name: Name;
  readonly room: Room;
  readonly socket: BenchSocket;
  heard: number;
}

/**
 * Frames a second from text to listener, one figure a turn: the clients take turns with the same frames, a few milliseconds each and
 * changing who is first. Each round has new rooms, so nobody carries the ids of a million messages.
 */
export async function throughput(rounds: number): Promise<Record<Name, number[]>> {
  (globalThis as { WebSocket: unknown }).WebSocket = BenchSocket;
  const rates: Record<Name, number[]> = { ours: [], official: [] };
  for (let round = -1; round < rounds; round++) {
    const contestants = [await contestant('ours'), await contestant('official')];
    globalThis.gc?.();
    for (let done = 0; done < perRound; done += perTurn) {
      const frames = Array.from({ length: perTurn }, (_, index) => messageFrame((round + 1) * perRound + done + index));
      contestants.reverse();
      for (const one of contestants) {
        const rate = turn(one, frames);
        // The first round only warms up.
        if (round >= 0) rates[one.name].push(rate);
      }
    }
    for (const { name, room, heard } of contestants) {
      if (heard !== perRound) throw new Error(`${name} delivered ${heard} of ${perRound} messages`);
      room.disconnect();
    }
  }
  return rates;
}

async function contestant(name: Name): Promise<Contestant> {
  const room = makeRoom(name, { regionOrUrl: 'wss://bench.invalid', tokenProvider: async () => ({ token: 'bench-token' }) });
  await connected(room);
  const one: Contestant = { name, room, socket: BenchSocket.latest!, heard: 0 };
  room.addListener('message', () => one.heard++);
  return one;
}

function turn({ socket }: Contestant, frames: readonly string[]): number {
  const start = performance.now();
  for (const frame of frames) socket.deliver(frame);
  return (frames.length * 1000) / (performance.now() - start);
}
