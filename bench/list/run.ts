import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { buildAll, peerVersion } from './build.js';
import type { Claim } from './figures.js';
import { readOptions, usage, type BenchOptions, type PartName } from './options.js';
import { sections } from './parts/sections.js';
import { startSite } from './site.js';
import { table, withSection } from './tables.js';
import { launchBrowser } from './visit.js';

/** Measures the message list in a real browser, beside what plain DOM costs and beside other lists. */

const root = join(import.meta.dirname, '../..');
const partsWithPeers: readonly PartName[] = ['stream', 'backlog', 'start', 'video'];
const documentPath = join(root, 'docs/performance.md');

async function run(asked: BenchOptions): Promise<boolean> {
  // Only some parts look at the lists of others.
  const options = asked.parts.some((part) => partsWithPeers.includes(part)) ? asked : withoutPeers(asked);
  const began = performance.now();
  const [load = 0] = loadavg();
  if (load > cpus().length / 4) console.warn(`This machine is busy (load ${load.toFixed(1)}): do not believe what follows.`);
  await buildAll(options.lists);
  const site = await startSite();
  const browser = await launchBrowser();
  const texts = new Map<string, string>();
  const claims: Claim[] = [];
  try {
    const where = await setting(await browser.version(), options);
    console.log(`\n${where}`);
    for (const part of options.parts) {
      const tick = (text: string): void => console.log(`  ${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${text}`);
      const section = await sections[part]({ browser, site, options, tick });
      console.log(`\n${section.text}\n`);
      texts.set(part, `${section.text}\n\n${where}`);
      claims.push(...section.claims);
    }
  } finally {
    await browser.close();
    await site.close();
  }
  const summary = claimTable(claims);
  console.log(`${summary}\n`);
  if (options.write) {
    // A run of some parts says nothing of the others.
    if (options.parts.length === Object.keys(sections).length) texts.set('claims', summary);
    const document = [...texts].reduce((text, [name, section]) => withSection(text, name, section), readFileSync(documentPath, 'utf8'));
    writeFileSync(documentPath, document);
    console.log('Written into docs/performance.md.');
  }
  const missed = claims.filter((claim) => !claim.holds);
  for (const { what, must, measured } of missed) console.error(`Missed: ${what} must be ${must}, but is ${measured}.`);
  console.log(`${claims.length - missed.length} of ${claims.length} figures hold. It took ${Math.round((performance.now() - began) / 1000)} s.`);
  return missed.length === 0;
}

function withoutPeers(options: BenchOptions): BenchOptions {
  return { ...options, lists: options.lists.filter((list) => !options.peers.includes(list)), peers: [] };
}

function claimTable(claims: readonly Claim[]): string {
  return table(
    ['figure', 'must be', 'is', ''],
    claims.map(({ what, must, measured, holds }) => [what, must, measured, holds ? 'holds' : 'missed']),
  );
}

/** Where, when and of what. */
async function setting(browser: string, { runs, peerRuns, peers, seconds, lists }: BenchOptions): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const versions = lists.map((list) => (list === 'ours' ? `ours ${version}` : `${list} ${peerVersion(list)}`.trim()));
  const [processor] = cpus();
  const ofPeers = peers.length > 0 && peerRuns !== runs ? ` (${peerRuns} of other lists)` : '';
  return `${new Date().toISOString().slice(0, 10)}, ${browser}, ${cpus().length} x ${processor?.model.trim() || process.arch}, Node ${process.versions.node}, ${runs === 1 ? '1 run' : `medians of ${runs} interleaved runs${ofPeers}`} of ${seconds} s. ${versions.join(', ')}.`;
}

try {
  const isGood = await run(readOptions(process.argv.slice(2)));
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error && error.message.startsWith('--') ? `${error.message}\n\n${usage}` : error);
  process.exitCode = 1;
}
