// npm run manifest:check: fails when generating custom-elements.json anew would change it.
import { readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, tool } from './setup.mjs';

const folder = 'node_modules/.cache/ivs-chat-manifest';
const analyzer = tool('@custom-elements-manifest/analyzer/cem.js');
const args = [analyzer, 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet', '--outdir', folder];
rmSync(join(root, folder), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);

/** @param {string} path */
const read = (path) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};
const fresh = read(join(folder, 'custom-elements.json'));
if (fresh === undefined || fresh !== read('custom-elements.json')) {
  console.error('custom-elements.json does not match the sources: run `npm run manifest` and commit the result.');
  process.exit(1);
}
console.log('custom-elements.json is fresh.');
