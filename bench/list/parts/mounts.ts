import type { Browser } from 'puppeteer-core';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const mounts = 50;
const warmUpMounts = 10;
const messages = 20;

export interface MountsRun {
  /** Nodes that are there after 50 mounts and removals and were not before. */
  readonly nodesKept: number;
  /** Bytes of heap, for each. */
  readonly bytesKept: number;
}

/** Puts a room on the page, lets it connect and show messages, and takes it away; again and again. */
export async function mountsOnce(browser: Browser, site: Site): Promise<MountsRun> {
  return Visit.with(browser, site, 'ours', {}, async (visit) => {
    const cycle = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        await visit.run(`document.querySelector('ivs-chat-room')?.remove()`);
        while (visit.feed.listeners > 0) await new Promise((resolve) => setTimeout(resolve, 1));
        await visit.run(`{
          const room = document.createElement('ivs-chat-room');
          room.tokenEndpoint = bench.info.token;
          document.querySelector('#stage').append(room);
        }`);
        await visit.listening();
        visit.feed.burst(messages);
        await visit.painted(visit.feed.sent, 10_000);
      }
      await visit.run(`document.querySelector('ivs-chat-room').remove()`);
    };
    await cycle(warmUpMounts);
    const before = await visit.settledMetrics();
    await cycle(mounts);
    const after = await visit.settledMetrics();
    return { nodesKept: after.nodes - before.nodes, bytesKept: (after.heap - before.heap) / mounts };
  });
}
