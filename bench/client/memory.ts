import { makeRoom, connected, type Name } from './contestants.js';
import { BenchSocket } from './fake-socket.js';
import { messageFrame } from './frames.js';

/** Runs in a process of its own, with `--expose-gc`: heap growth in bytes over many messages, and what `disconnect()` gives back. */
const [name, count] = [process.argv[2] as Name, Number(process.argv[3])];
(globalThis as { WebSocket: unknown }).WebSocket = BenchSocket;

const room = makeRoom(name, { regionOrUrl: 'wss://bench.invalid', tokenProvider: async () => ({ token: 'bench-token' }) });
let heard = 0;
room.addListener('message', () => heard++);
await connected(room);
const socket = BenchSocket.latest;
// Code and shapes settle first, so that only what is kept counts.
for (let number = 0; number < 2000; number++) socket?.deliver(messageFrame(number));
const before = await settledHeap();
for (let number = 2000; number < 2000 + count; number++) {
  socket?.deliver(messageFrame(number));
  if (number % 50_000 === 0) await new Promise((resolve) => setImmediate(resolve));
}
const after = await settledHeap();
room.disconnect();
const left = await settledHeap();
if (heard !== count + 2000) throw new Error(`${name} delivered ${heard} of ${count + 2000} messages`);
process.stdout.write(JSON.stringify({ grown: after - before, left: left - before }));
process.exit(0);

async function settledHeap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}
