// npm run fuzz: a million mutated frames against a room, in seeds of 50,000. `--frames=N --seed=N`.
import { tsImport } from 'tsx/esm/api';
import { numberArgument } from './number-argument.mjs';

const frames = numberArgument('frames', 1_000_000);
const first = numberArgument('seed', 1);
const portion = Math.min(frames, 50_000);

const { fuzzFrames } = await tsImport('../src/client/testing/fuzz-frames.ts', import.meta.url);
const started = performance.now();
const total = { frames: 0, delivered: 0, dropped: 0 };
/** @type {string[]} */
const faults = [];
for (let seed = first; total.frames < frames; seed++) {
  const result = await fuzzFrames(seed, Math.min(portion, frames - total.frames));
  total.frames += result.frames;
  total.delivered += result.delivered;
  total.dropped += result.dropped;
  faults.push(...result.faults.map((/** @type {string} */ fault) => `seed ${seed}: ${fault}`));
}
const seconds = (performance.now() - started) / 1000;
for (const fault of faults) console.log(fault);
console.log(
  `${total.frames.toLocaleString('en')} frames in ${seconds.toFixed(1)} s: ${total.delivered.toLocaleString('en')} delivered, ` +
    `${total.dropped.toLocaleString('en')} dropped, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
