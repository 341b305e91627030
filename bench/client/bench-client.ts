import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Name } from './contestants.js';
import { reconnects } from './reconnect.js';
import { throughput } from './throughput.js';

/**
 * Measures our client against amazon-ivs-chat-messaging, in one run. `--quick` does less of everything.
 */
const quick = process.argv.includes('--quick');
const names = ['ours', 'official'] as const;

print('Decode and dispatch, frames a second (ours at its default log level, official at its quietest)');
const rates = await throughput(quick ? 3 : 9);
for (const name of names) line(name, `median ${whole(median(rates[name]))}, best ${whole(Math.max(...rates[name]))}`);
line('ratio', `${(median(rates.ours) / median(rates.official)).toFixed(2)} x`);

const messages = quick ? 100_000 : 1_000_000;
print(`Heap growth over ${whole(messages)} messages`);
const grown = { ours: memory('ours'), official: memory('official') };
for (const name of names) line(name, `${megabytes(grown[name].grown)}, ${megabytes(grown[name].left)} after disconnect()`);

for (const outageMs of quick ? [0, 1000] : [0, 1000, 15_000]) {
  print(outageMs === 0 ? 'Back after a reset, server there' : `Back after ${outageMs / 1000} s of nobody listening, from its end`);
  const results = await reconnects(quick ? 20 : 100, outageMs, outageMs === 0 ? 4000 : 12_000);
  for (const name of names) {
    const { back, clients } = results[name];
    const figures = back.length ? `: median ${whole(median(back))} ms, worst ${whole(Math.max(...back))} ms` : '';
    line(name, `${back.length} of ${clients}${figures}`);
  }
}
process.exit(0);

function memory(name: Name): { grown: number; left: number } {
  const script = fileURLToPath(new URL('./memory.ts', import.meta.url));
  const output = execFileSync(process.execPath, ['--expose-gc', '--import=tsx', script, name, String(messages)]);
  return JSON.parse(String(output)) as { grown: number; left: number };
}

function print(title: string): void {
  console.log(`\n${title}`);
}

function line(name: string, text: string): void {
  console.log(`  ${name.padEnd(9)} ${text}`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number): string {
  return `${bytes < 0 ? '' : '+'}${(bytes / 1e6).toFixed(2)} MB`;
}
