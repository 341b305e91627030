import WebSocket from 'ws';
import { createSandbox } from '../../demo/server/sandbox.js';
import { FaultProxy } from '../../src/client/testing/fault-proxy.js';
import { makeRoom, connected, type Name } from './contestants.js';

export interface Reconnects {
  /** Milliseconds from the moment the network was back, one figure a client that returned. */
  readonly back: number[];
  readonly clients: number;
}

/**
 * Cuts the connections of `clients` rooms, keeps the door shut for `outageMs`, and waits up to `patienceMs` for their return.
 * Both clients share the outage.
 */
export async function reconnects(clients: number, outageMs: number, patienceMs: number): Promise<Record<Name, Reconnects>> {
  (globalThis as { WebSocket: unknown }).WebSocket = WebSocket;
  const sandbox = await createSandbox();
  const proxy = await FaultProxy.open(sandbox.url);
  const result: Record<Name, Reconnects> = { ours: { back: [], clients }, official: { back: [], clients } };
  const rooms = (['ours', 'official'] as const).flatMap((name) =>
    Array.from({ length: clients }, (_, index) => {
      const tokenProvider = async () => {
        const { token } = sandbox.createToken({ userId: `${name}-${index}` });
        return { token };
      };
      return { name, room: makeRoom(name, { regionOrUrl: proxy.socketUrl, tokenProvider }) };
    }),
  );
  await Promise.all(rooms.map(({ room }) => connected(room)));

  let healed = Infinity;
  for (const { name, room } of rooms) {
    const stop = room.addListener('connect', () => {
      stop();
      result[name].back.push(Math.max(0, performance.now() - healed));
    });
  }
  if (outageMs > 0) await proxy.door('refuse');
  else healed = performance.now();
  proxy.reset();
  if (outageMs > 0) await pause(outageMs);
  await proxy.heal();
  if (outageMs > 0) healed = performance.now();
  const end = performance.now() + patienceMs;
  while (performance.now() < end && result.ours.back.length + result.official.back.length < 2 * clients) await pause(20);
  for (const { room } of rooms) room.disconnect();
  await proxy.close();
  await sandbox.close();
  return result;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
