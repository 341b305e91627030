import { makeRoom, connected, type Name } from './contestants.js';
import { BenchSocket } from './fake-socket.js';
import { messageFrame } from './frames.js';

const perRound = 100_000;

/** Frames a second from text to listener, one figure a round; the clients take turns so that the machine's moods hit both. */
export async function throughput(rounds: number): Promise<Record<Name, number[]>> {
  (globalThis as { WebSocket: unknown }).WebSocket = BenchSocket;
  const rates: Record<Name, number[]> = { ours: [], official: [] };
  for (let round = -1; round < rounds; round++) {
    const order: Name[] = round % 2 === 0 ? ['ours', 'official'] : ['official', 'ours'];
    for (const name of order) {
      const rate = await measure(name, (round + 1) * perRound);
      // The first round only warms up.
      if (round >= 0) rates[name].push(rate);
    }
  }
  return rates;
}

async function measure(name: Name, first: number): Promise<number> {
  const frames = Array.from({ length: perRound }, (_, index) => messageFrame(first + index));
  const room = makeRoom(name, { regionOrUrl: 'wss://bench.invalid', tokenProvider: async () => ({ token: 'bench-token' }) });
  let heard = 0;
  room.addListener('message', () => heard++);
  await connected(room);
  const socket = BenchSocket.latest;
  globalThis.gc?.();
  const start = performance.now();
  for (const frame of frames) socket?.deliver(frame);
  const seconds = (performance.now() - start) / 1000;
  if (heard !== perRound) throw new Error(`${name} delivered ${heard} of ${perRound} messages`);
  room.disconnect();
  return perRound / seconds;
}
