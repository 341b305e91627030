// Writes the sha384 of the files for a CDN to dist/cdn/integrity.json. With --readme also into the README, with the address of this version;
// in CI (`CI=true`), where nobody would commit that, it fails if the README says anything else.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

export const cdnFiles = ['ivs-chat.js', 'ivs-chat.iife.js'];

/** @param {string} folder where a package is @returns {Record<string, string>} file name to what goes in `integrity="…"` */
export function integrityOf(folder) {
  const hash = (/** @type {string} */ name) => createHash('sha384').update(readFileSync(join(folder, 'dist/cdn', name))).digest('base64');
  return Object.fromEntries(cdnFiles.map((name) => [name, `sha384-${hash(name)}`]));
}

/** @param {string} version @param {Record<string, string>} integrity */
export function readmeSection(version, integrity) {
  const rows = cdnFiles.map((name) => `| \`ivs-chat-elements@${version}/dist/cdn/${name}\` | \`${integrity[name]}\` |`);
  const address = `https://cdn.jsdelivr.net/npm/ivs-chat-elements@${version}/dist/cdn/${cdnFiles[0]}`;
  const tag = `<script type="module" src="${address}"\n  integrity="${integrity['ivs-chat.js']}" crossorigin="anonymous"></script>`;
  return ['```html', tag, '```', '', '| File on the CDN | `integrity` |', '| --- | --- |', ...rows].join('\n');
}

export const markers = /(<!-- integrity:start -->\n)[^]*?(\n<!-- integrity:end -->)/;

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const integrity = integrityOf(root);
  writeFileSync(join(root, 'dist/cdn/integrity.json'), `${JSON.stringify({ version, integrity }, null, 2)}\n`);
  if (process.argv.includes('--readme')) {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const updated = readme.replace(markers, (_all, start, end) => start + readmeSection(version, integrity) + end);
    if (updated !== readme && process.env['CI'] === 'true') {
      console.error('README.md does not hold the hashes of this build: run `npm run build` and commit the result.');
      process.exitCode = 1;
    } else if (updated !== readme) writeFileSync(join(root, 'README.md'), updated);
  }
}
