import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const throttle = 4;
const messages = 100;
const patienceMs = 60_000;

/** ms from the script tag to the paint of 100 messages: script, token, socket, rows. */
export async function startOnce(browser: Browser, site: Site, list: ListName): Promise<number> {
  return Visit.with(browser, site, list, { throttle, unopened: true, limitMs: patienceMs }, async (visit) => {
    await visit.listening();
    visit.feed.burst(messages);
    const isPainted = await visit.painted(messages, patienceMs);
    return isPainted ? visit.run<number>('bench.paintedAt - bench.startedAt') : Infinity;
  });
}

/** Bytes of a list's script, compressed as a CDN does. */
export function scriptBytes(list: ListName): number {
  const file = list === 'ours' ? join(import.meta.dirname, '../../../dist/cdn/ivs-chat.js') : join(import.meta.dirname, '../dist', `${list}.js`);
  const bytes = readFileSync(file);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}
