// Prints how large the files for a content delivery network are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

for (const name of ['ivs-chat.js', 'ivs-chat.iife.js']) {
  const bytes = readFileSync(join(root, 'dist/cdn', name));
  const sizes = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  const text = Object.entries(sizes).map(([kind, size]) => `${kind} ${(size / 1000).toFixed(1)} kB`);
  console.log(`dist/cdn/${name}: ${text.join(', ')}`);
}
