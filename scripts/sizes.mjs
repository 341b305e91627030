// Prints how large the files for a content delivery network are.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { cdnFiles } from './integrity.mjs';
import { root } from './setup.mjs';

/** What such a file should have at most, compressed with brotli 11: the goal. What must not be passed is in size.test.mjs. */
export const cdnLimitBytes = 24_000;

const inBytes = (/** @type {number} */ count) => count.toLocaleString('en');

/** @param {string} name @param {Buffer} file */
export function sizeLine(name, file) {
  const brotli = brotliCompressSync(file).length;
  const sizes = { raw: file.length, gzip: gzipSync(file, { level: 9 }).length, brotli };
  const text = Object.entries(sizes).map(([kind, size]) => `${kind} ${inBytes(size)}`);
  const verdict = brotli > cdnLimitBytes ? `missed by ${inBytes(brotli - cdnLimitBytes)}` : 'kept';
  return `${name}: ${text.join(', ')} bytes; limit ${inBytes(cdnLimitBytes)} for brotli: ${verdict}`;
}

export function printSizes() {
  for (const name of cdnFiles) console.log(sizeLine(`dist/cdn/${name}`, readFileSync(join(root, 'dist/cdn', name))));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) printSizes();
